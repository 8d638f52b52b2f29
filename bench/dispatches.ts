// How long one kernel takes, again and again, on buffers of zeros.
import type { OpenedGpu } from '../src/engine/gpu/device';

export interface Dispatches {
  /** With an entry point `main`, and buffers at the bindings 0, 1, … of group 0. */
  readonly wgsl: string;
  readonly bufferBytes: readonly number[];
  readonly workgroups: number;
  /** Dispatches in one pass; default 1. */
  readonly count?: number;
}

/** Milliseconds of a pass from sending it to the answer that it is done: the fastest of three. */
export async function fastestMs(
  { device, runtime }: OpenedGpu,
  { wgsl, bufferBytes, workgroups, count = 1 }: Dispatches,
): Promise<number> {
  const compute = { module: device.createShaderModule({ code: wgsl }), entryPoint: 'main' };
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute });
  const buffers = bufferBytes.map((size) => device.createBuffer({ size, usage: GPUBufferUsage.STORAGE }));
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
    for (let n = 0; n < count; n++) pass.dispatchWorkgroups(workgroups);
    pass.end();
    device.queue.submit([encoder.finish()]);
    await runtime.answers.workDone();
    if (run > 0) best = Math.min(best, performance.now() - from);
  }
  for (const buffer of buffers) buffer.destroy();
  return best;
}
