// Loaded only where nothing else computes: tfjs on the processor, which registers itself as its backend `cpu`. In plain
// JavaScript: WebAssembly would need a word in the Content-Security-Policy (docs/results/processor.md). The package in
// one file: its modules, shared with those of WebGPU, would make the worker's own script heavier.
export { version_cpu } from '@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.fesm.min.js';
