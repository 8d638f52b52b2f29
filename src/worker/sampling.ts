// The reverse process on behalf of the page: plans a sampler for a trained model and hands over its frames.
import type { Engine } from '../engine/engine';
import { Sampler, sampleLabels } from '../engine/sampling/sampler';
import type { Trainer } from '../engine/training/trainer';
import type { LabConfig } from '../lab/fields';
import { processOf } from '../diffusion/process/index';
import { makeTables } from '../diffusion/process/tables';
import { imageBatch } from './messages';
import type { ImageBatch } from '../lab/images';
import type { SampleFrame } from '../lab/reports';
import type { SampleStart } from './protocol';

export interface SamplingOptions {
  readonly engine: Engine;
  readonly trainer: Trainer;
  readonly config: LabConfig;
  readonly start: SampleStart;
  readonly signal: AbortSignal;
  readonly onFrame: (frame: SampleFrame<ImageBatch>) => void;
}

/** What a frame hands over to the page. */
export const buffersOf = ({ xt, predOriginalSample, predEpsilon }: SampleFrame<ImageBatch>): Transferable[] =>
  [xt, predOriginalSample, predEpsilon].map(({ pixels }) => pixels.buffer);

/** Ends early when `signal` aborts. @returns whether it came to its end */
export async function sampleReverse(options: SamplingOptions): Promise<boolean> {
  const { engine, trainer, config, start, signal, onFrame } = options;
  const { dataset, model } = trainer;
  const { range } = processOf(config);
  const sampler = new Sampler({
    engine,
    model,
    pass: trainer.stepper.pass('average'),
    config,
    tables: makeTables(config),
    image: dataset,
    classes: dataset.classNames.length,
    ...(start.kind === 'half-noised' ? { startTimestep: start.timestep } : {}),
  });
  try {
    // Compiled aside: a slow driver must not freeze the page for it.
    await sampler.prepare(() => undefined);
    if (signal.aborted) return false;
    const frames = sampler.run({
      seed: config.sampleSeed,
      labels: sampleLabels(config.sampleClass, config.sampleCount, dataset.classNames.length),
      guidanceScale: config.guidanceScale,
      frames: 'all',
      signal,
      ...(start.kind === 'half-noised' ? { image: start.image } : {}),
    });
    for await (const { step, steps, timestep, x, x0, eps, coefficients } of frames) {
      if (signal.aborted) return false;
      onFrame({
        step,
        steps,
        timestep,
        xt: imageBatch(x, dataset, range),
        predOriginalSample: imageBatch(x0, dataset, range),
        predEpsilon: imageBatch(eps, dataset, range),
        coefficients,
      });
    }
    return !signal.aborted;
  } finally {
    sampler.dispose();
  }
}
