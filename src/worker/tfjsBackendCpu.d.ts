declare module '@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.fesm.min.js' {
  export const version_cpu: string;
}
