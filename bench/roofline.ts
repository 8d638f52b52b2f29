// What the device can do at best: multiply-adds in registers, and bytes through memory.
import type { OpenedGpu } from '../src/engine/gpu/device';
import { fastestMs } from './dispatches';

export interface Roofline {
  readonly flopsPerMs: number;
  /** Read and written. */
  readonly bytesPerMs: number;
}

const workgroupSize = 64;
/** Independent vec4 sums in each thread: enough to fill the pipeline of a multiply-add. */
const chains = 8;

/** A driver on the processor gets less to do. */
export async function measureRoofline(gpu: OpenedGpu): Promise<Roofline> {
  const { software } = gpu;
  const rounds = software ? 256 : 4096;
  const groups = software ? 256 : 8192;
  const ms = (wgsl: string, workgroups: number): Promise<number> => {
    const bytes = workgroups * workgroupSize * 16;
    return fastestMs(gpu, { wgsl, bufferBytes: [bytes, bytes], workgroups });
  };
  const flops = 2 * 4 * chains * rounds * groups * workgroupSize;
  const copyGroups = software ? 16384 : 65535;
  const copied = 2 * copyGroups * workgroupSize * 16;
  return {
    flopsPerMs: flops / (await ms(multiplyWgsl(rounds), groups)),
    bytesPerMs: copied / (await ms(copyWgsl, copyGroups)),
  };
}

const header = `
@group(0) @binding(0) var<storage, read> x : array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> y : array<vec4<f32>>;
@compute @workgroup_size(${workgroupSize})`;

function multiplyWgsl(rounds: number): string {
  const each = (line: (i: number) => string): string =>
    Array.from({ length: chains }, (_, i) => line(i)).join('\n');
  return `${header}
fn main(@builtin(global_invocation_id) id : vec3<u32>) {
  let a = x[id.x];
  let b = x[id.x] * 0.5;
  ${each((i) => `var s${i} = a + ${i}.0;`)}
  for (var n = 0; n < ${rounds}; n++) {
    ${each((i) => `s${i} = fma(s${i}, a, b);`)}
  }
  y[id.x] = ${Array.from({ length: chains }, (_, i) => `s${i}`).join(' + ')};
}`;
}

const copyWgsl = `${header}
fn main(@builtin(global_invocation_id) id : vec3<u32>) { y[id.x] = x[id.x]; }`;
