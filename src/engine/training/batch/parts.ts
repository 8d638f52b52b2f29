// How many buffers the images of a data set lie in: on many phones one holds 128 MiB, as much as WebGPU promises.
import { LabError } from '../../../lab/errors';

export interface Parts {
  readonly count: number;
  /** Of each but the last, a multiple of 4. */
  readonly bytes: number;
}

export type BufferLimits = Pick<
  GPUSupportedLimits,
  'maxBufferSize' | 'maxStorageBufferBindingSize' | 'maxStorageBuffersPerShaderStage'
>;

/** What a program reads and writes besides the images: control numbers, noise levels, noised images and targets. */
const otherBuffers = 4;

/**
 * @param length of all images, in bytes
 * @throws LabError `out-of-memory` where a program cannot read so many buffers at once.
 */
export function partsOf(length: number, limits: BufferLimits): Parts {
  const bytes = 4 * Math.floor(Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize) / 4);
  const count = Math.max(1, Math.ceil(length / bytes));
  const most = limits.maxStorageBuffersPerShaderStage - otherBuffers;
  if (count > most) {
    const [needed, holds] = [Math.ceil(length / 1e6), Math.floor((most * bytes) / 1e6)];
    throw new LabError(
      'out-of-memory',
      `The data set's images take ${needed} MB, but this GPU holds ${holds} MB of them. Choose fewer or smaller images.`,
      { reason: { name: 'data-too-large', values: { needed, limit: holds } } },
    );
  }
  return { count, bytes };
}
