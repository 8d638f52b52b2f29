// From the GPU's memory to ours.
import { LabError } from '../../lab/errors';
import type { BufferView } from './bufferView';

/**
 * A copy of what lies in a part of a buffer after everything that was submitted before.
 * @throws LabError `out-of-memory` where the copy on its way finds no room; nothing else is harmed then.
 */
export async function download(
  device: GPUDevice,
  { buffer, offset, size }: BufferView,
): Promise<ArrayBuffer> {
  // Where memory is short, using the buffer is an error besides: both are told here instead of to the whole device.
  device.pushErrorScope('validation');
  device.pushErrorScope('out-of-memory');
  const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
  const staging = device.createBuffer({ label: 'download', size, usage });
  const full = device.popErrorScope();
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, offset, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  const mapped = staging.mapAsync(GPUMapMode.READ);
  const [noRoom, , reached] = await Promise.allSettled([full, device.popErrorScope(), mapped]);
  if (noRoom.status === 'fulfilled' && noRoom.value) {
    throw new LabError(
      'out-of-memory',
      'The GPU has no memory left to read from it. Close other pages that use it, then try again.',
    );
  }
  if (reached.status === 'rejected') throw reached.reason;
  const bytes = staging.getMappedRange().slice(0);
  staging.destroy();
  return bytes;
}
