// Training batches from the CPU, for the stock path: the numbers of plan.ts in float64, rounded at the end.
import { tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import type { Dataset } from '../../../datasets/types';
import { gaussians, streams, uniforms } from '../../../diffusion/random';
import type { TrainingControl } from '../../gpu/control';
import { packTable, pixelsOf, rowFloats, type Batch, type BatchMaker, type BatchPlan } from './plan';

/** Row of a picture's byte for the model's pixel. */
function sourceOf(pixel: number, { width, channels }: BatchPlan, flipped: boolean): number {
  if (!flipped) return pixel;
  const column = Math.floor(pixel / channels) % width;
  return pixel + channels * (width - 1 - 2 * column);
}

export function createStockBatchMaker(plan: BatchPlan, dataset: Dataset): BatchMaker {
  const { batch, height, width, channels, classCount, horizontalFlips, paired } = plan;
  const table = packTable(plan);
  const pixels = pixelsOf(plan);
  const { range, noise: kind, timed } = plan.process;

  function make({ seed, draw, firstSample, nullClassRate, indices, timesteps }: TrainingControl): Batch {
    const at = (stream: number): { seed: number; stream: number; step: number } => ({
      seed,
      stream,
      step: draw,
    });
    const forSamples = (stream: number): Float64Array => uniforms(at(stream), batch, firstSample);
    const forgotten = forSamples(streams.labels);
    const flips = horizontalFlips ? forSamples(streams.flips) : new Float64Array(batch).fill(1);
    const amounts = forSamples(streams.corruption);
    const numbers = kind === 'uniform' ? uniforms : gaussians;
    const noise = paired
      ? Array.from(indices).flatMap((index) => [
          ...numbers({ seed, stream: streams.pairs }, pixels, index * pixels),
        ])
      : numbers(at(streams.trainingNoise), batch * pixels, firstSample * pixels);
    const rows = Array.from({ length: batch }, (_, i) => {
      const start = rowFloats * (timesteps[i] ?? 0);
      return table.subarray(start, start + rowFloats);
    });
    const [xt, target] = [new Float32Array(batch * pixels), new Float32Array(batch * pixels)];
    rows.forEach(([signal = NaN, level = NaN, x0Factor = NaN, noiseFactor = NaN], i) => {
      const first = (indices[i] ?? 0) * pixels;
      const amount = amounts[i] ?? NaN;
      for (let pixel = 0; pixel < pixels; pixel++) {
        const byte = dataset.images[first + sourceOf(pixel, plan, (flips[i] ?? 1) < 0.5)] ?? NaN;
        const e = i * pixels + pixel;
        const random = noise[e] ?? NaN;
        const x0 = (byte * (range.high - range.low)) / 255 + range.low;
        xt[e] = timed ? signal * x0 + level * random : x0 * (1 - amount) + random * amount;
        target[e] = timed ? x0Factor * x0 + noiseFactor * random : x0;
      }
    });
    const column = (place: number): Float32Array => Float32Array.from(rows, (row) => row[place] ?? NaN);
    const labels = Int32Array.from(forgotten, (u, i) =>
      u < nullClassRate ? classCount : (dataset.labels[indices[i] ?? 0] ?? 0),
    );
    const shape: [number, number, number, number] = [batch, height, width, channels];
    return {
      xt: tensor4d(xt, shape),
      target: tensor4d(target, shape),
      timesteps: tensor1d(column(5)),
      labels: tensor1d(labels, 'int32'),
      weights: tensor1d(column(4)),
      positions: tensor1d(timed ? column(6) : Float32Array.from(amounts)),
    };
  }

  return { make, dispose: () => undefined };
}
