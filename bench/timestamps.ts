// GPU time of commands, by timestamp queries.
import type { RecordedCommand } from '../src/engine/gpu/recorder';

/** Commands between two read-backs: WebGPU allows 4,096 queries in a set. */
const most = 2048;

/**
 * Milliseconds of each dispatch, sent `repeats` times in a pass of its own; copies run once and count as 0.
 * Needs the feature `timestamp-query`.
 */
export async function commandMs(
  device: GPUDevice,
  commands: readonly RecordedCommand[],
  repeats: number,
): Promise<number[]> {
  const times: number[] = [];
  for (let start = 0; start < commands.length; start += most) {
    times.push(...(await someMs(device, commands.slice(start, start + most), repeats)));
  }
  return times;
}

async function someMs(
  device: GPUDevice,
  commands: readonly RecordedCommand[],
  repeats: number,
): Promise<number[]> {
  const count = 2 * commands.length;
  const querySet = device.createQuerySet({ type: 'timestamp', count });
  const size = 8 * count;
  const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const resolved = device.createBuffer({ size, usage: QUERY_RESOLVE | COPY_SRC });
  const staging = device.createBuffer({ size, usage: COPY_DST | MAP_READ });
  for (const [i, command] of commands.entries()) {
    const encoder = device.createCommandEncoder();
    if (command.kind === 'copy') {
      const { from, fromOffset, to, toOffset, size: bytes } = command;
      encoder.copyBufferToBuffer(from, fromOffset, to, toOffset, bytes);
    } else {
      const timestampWrites = {
        querySet,
        beginningOfPassWriteIndex: 2 * i,
        endOfPassWriteIndex: 2 * i + 1,
      };
      const pass = encoder.beginComputePass({ timestampWrites });
      pass.setPipeline(command.pipeline);
      pass.setBindGroup(0, command.bindGroup);
      for (let n = 0; n < repeats; n++) pass.dispatchWorkgroups(...command.workgroups);
      pass.end();
    }
    device.queue.submit([encoder.finish()]);
  }
  const encoder = device.createCommandEncoder();
  encoder.resolveQuerySet(querySet, 0, count, resolved, 0);
  encoder.copyBufferToBuffer(resolved, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const stamps = new BigUint64Array(staging.getMappedRange().slice(0));
  for (const spent of [staging, resolved, querySet]) spent.destroy();
  return commands.map(({ kind }, i) => {
    const [begin = 0n, end = 0n] = [stamps[2 * i], stamps[2 * i + 1]];
    return kind === 'copy' ? 0 : Number(end - begin) / 1e6 / repeats;
  });
}
