// From images in memory to the first training batch: put on the GPU as bytes, gathered there. For Node and the browser.
import type { Dataset } from '../src/datasets/types';
import { makeTables } from '../src/diffusion/process/tables';
import { ControlBuffer } from '../src/engine/gpu/control';
import type { GpuRuntime } from '../src/engine/gpu/runtime';
import { createBatchMaker } from '../src/engine/training/batch/op';
import type { BufferLimits } from '../src/engine/training/batch/parts';
import { batchPlan } from '../src/engine/training/batchPlan';
import { defaultConfig } from '../src/lab/fields';
import { trainingControl } from '../src/test/control';

/** What every WebGPU promises: https://www.w3.org/TR/webgpu/#limits */
export const promisedLimits: BufferLimits = {
  maxBufferSize: 268_435_456,
  maxStorageBufferBindingSize: 134_217_728,
  maxStorageBuffersPerShaderStage: 8,
};

export interface BatchMade {
  /** Until the batch can be read: upload, compilation of its two programs, and itself. */
  readonly ms: number;
  /** Mean of the noised images: that they are there. */
  readonly mean: number;
}

/** The first batch of the opening recipe. @param onUploaded is called while the images lie there, before the batch. */
export async function firstBatch(
  runtime: GpuRuntime,
  dataset: Dataset,
  onUploaded: () => void = () => undefined,
): Promise<BatchMade> {
  const config = { ...defaultConfig, dataset: dataset.name };
  const begun = performance.now();
  const plan = batchPlan({ config, dataset, tables: makeTables(config) });
  const control = new ControlBuffer(runtime, plan.batch);
  const maker = createBatchMaker(runtime, plan, dataset, control, promisedLimits);
  onUploaded();
  const indices = Array.from({ length: plan.batch }, (_, i) => (i * 997) % dataset.count);
  const values = trainingControl({ indices, timesteps: indices.map(() => 0) });
  control.write(values);
  const xt = Float32Array.from(await maker.make().xt.data());
  const ms = performance.now() - begun;
  return { ms, mean: xt.reduce((sum, value) => sum + value, 0) / xt.length };
}
