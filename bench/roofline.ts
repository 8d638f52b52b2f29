// What the device can do at best: multiply-adds in registers, and bytes through memory.

export interface Roofline {
  readonly flopsPerMs: number;
  /** Read and written. */
  readonly bytesPerMs: number;
}

const workgroupSize = 64;
/** Independent vec4 sums in each thread: enough to fill the pipeline of a multiply-add. */
const chains = 8;

/** Fastest of three runs. @param software a driver on the CPU gets less to do. */
export async function measureRoofline(device: GPUDevice, software: boolean): Promise<Roofline> {
  const rounds = software ? 256 : 4096;
  const groups = software ? 256 : 8192;
  const multiplyMs = await fastest(device, multiplyWgsl(rounds), groups, groups * workgroupSize * 16);
  const flops = 2 * 4 * chains * rounds * groups * workgroupSize;
  const copyGroups = software ? 16384 : 65535;
  const bytes = copyGroups * workgroupSize * 16;
  const copyMs = await fastest(device, copyWgsl, copyGroups, bytes);
  return { flopsPerMs: flops / multiplyMs, bytesPerMs: (2 * bytes) / copyMs };
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

async function fastest(device: GPUDevice, code: string, groups: number, bytes: number): Promise<number> {
  const compute = { module: device.createShaderModule({ code }), entryPoint: 'main' };
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute });
  const buffers = [0, 1].map(() => device.createBuffer({ size: bytes, usage: GPUBufferUsage.STORAGE }));
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const bindGroup = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  let best = Infinity;
  // The first run pays for the memory and does not count.
  for (let run = 0; run < 4; run++) {
    const from = performance.now();
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindGroup);
    pass.dispatchWorkgroups(groups);
    pass.end();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    if (run > 0) best = Math.min(best, performance.now() - from);
  }
  for (const buffer of buffers) buffer.destroy();
  return best;
}
