// Training batches on the GPU, from the data set kept there as bytes: a step uploads its control numbers only.
import type { DataType, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Dataset } from '../../../datasets/types';
import type { ControlBuffer } from '../../gpu/control';
import type { GpuRuntime } from '../../gpu/runtime';
import { partsOf, type BufferLimits } from './parts';
import { packTable, type Batch, type BatchMaker, type BatchPlan } from './plan';
import { pixelsProgram, samplesProgram } from './program';

const pieceBytes = 1 << 24;

/**
 * Two dispatches a batch, which read the control buffer.
 * @param limits of the device, or smaller ones
 * @throws LabError `out-of-memory` where the GPU cannot hold the images.
 */
export function createBatchMaker(
  runtime: GpuRuntime,
  plan: BatchPlan,
  dataset: Dataset,
  control: ControlBuffer,
  limits: BufferLimits = runtime.device.limits,
): BatchMaker & { make(): Batch } {
  const { batch, height, width, channels, process } = plan;
  const parts = partsOf(dataset.images.length, limits);
  const images = Array.from({ length: parts.count }, (_, i) =>
    upload(runtime, 'images', dataset.images.subarray(i * parts.bytes, (i + 1) * parts.bytes)),
  );
  const classes = upload(runtime, 'labels', dataset.labels);
  const table = upload(runtime, 'training table', new Uint8Array(packTable(plan).buffer));
  const [samples, pixels] = [samplesProgram(plan), pixelsProgram(plan, parts)];
  const vector = (dtype: DataType): Tensor1D => runtime.tensor(runtime.empty([batch], dtype)) as Tensor1D;
  const picture = (): Tensor4D => runtime.tensor(runtime.empty([batch, height, width, channels])) as Tensor4D;
  return {
    make(): Batch {
      const [xt, target] = [picture(), picture()];
      const [timesteps, labels, weights, positions] = [
        vector('float32'),
        vector('int32'),
        vector('float32'),
        vector('float32'),
      ];
      runtime.dispatch(samples, [control.binding, table, classes, timesteps, labels, weights, positions]);
      const levels = process.timed ? table : positions;
      runtime.dispatch(pixels, [control.binding, ...images, levels, xt, target]);
      return { xt, target, timesteps, labels, weights, positions };
    },
    dispose() {
      for (const { buffer } of [...images, classes, table]) buffer.destroy();
    },
  };
}

/** Bytes in a buffer of their own, in pieces: a staging copy of a whole data set would double the memory. */
function upload({ device }: GpuRuntime, label: string, bytes: Uint8Array): GPUBufferBinding {
  const size = Math.max(4, Math.ceil(bytes.length / 4) * 4);
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ label, size, usage });
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    const piece = bytes.subarray(start, start + pieceBytes);
    const whole = new Uint8Array(Math.ceil(piece.length / 4) * 4);
    whole.set(piece);
    device.queue.writeBuffer(buffer, start, whole);
  }
  return { buffer };
}
