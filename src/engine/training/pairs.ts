// What a model is taught to jump with: samples of its own, each made of the noise of its number, so that a training batch
// can make that noise again (batch/plan.ts).
import type { Dataset } from '../../datasets/types';
import { fromRange } from '../../diffusion/process/pictures';
import { processOf } from '../../diffusion/process/index';
import { gaussians, streams } from '../../diffusion/random';
import { Sampler, type SamplerOptions } from '../sampling/sampler';

export interface PairsOptions extends Omit<SamplerOptions, 'startTimestep' | 'resamplings'> {
  /** Samples, rounded up to whole batches of 64. */
  readonly count: number;
  /** Of the run that is to be taught. */
  readonly seed: number;
  /** That the samples are of the kind of. */
  readonly dataset: Dataset;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

const atOnce = 64;

/** Every class as often as the others. @returns null when `signal` aborted @throws LabError as {@link Sampler} does */
export async function makePairs(options: PairsOptions): Promise<Dataset | null> {
  const { count: wanted, seed, dataset, signal, onProgress, ...others } = options;
  const { config, classes, image } = others;
  const batches = Math.ceil(wanted / atOnce);
  const size = image.height * image.width * image.channels;
  const images = new Uint8Array(batches * atOnce * size);
  const labels = Uint8Array.from({ length: batches * atOnce }, (_, i) => i % classes);
  const sampler = new Sampler({ ...others, config: { ...config, sampleCount: atOnce } });
  try {
    await sampler.prepare(() => undefined);
    for (let batch = 0; batch < batches; batch++) {
      const first = batch * atOnce * size;
      const run = {
        seed,
        labels: [...labels.subarray(batch * atOnce, (batch + 1) * atOnce)],
        guidanceScale: config.guidanceScale,
        noise: Float32Array.from(gaussians({ seed, stream: streams.pairs }, atOnce * size, first)),
        frames: 'last',
        signal,
      } as const;
      let drawn: Float32Array | null = null;
      for await (const { x } of sampler.run(run)) drawn = x;
      if (!drawn || signal.aborted) return null;
      const pixels = fromRange(drawn, processOf(config).range);
      pixels.forEach((value, e) => {
        images[first + e] = Math.max(0, Math.min(255, Math.round((value + 1) * 127.5)));
      });
      onProgress(batch + 1, batches);
    }
  } finally {
    sampler.dispose();
  }
  return { ...dataset, count: labels.length, images, labels };
}
