// The reverse process on behalf of the page: plans a sampler for a trained model and hands over its frames.
import type { Engine } from '../engine/engine';
import { Sampler, sampleLabels } from '../engine/sampling/sampler';
import type { Trainer } from '../engine/training/trainer';
import type { LabConfig } from '../lab/fields';
import { makeTables } from '../diffusion/schedule/tables';
import { imageBatch } from './messages';
import type { SampleFrame, SampleStart } from './protocol';

export interface SamplingOptions {
  readonly engine: Engine;
  readonly trainer: Trainer;
  readonly config: LabConfig;
  readonly start: SampleStart;
  readonly signal: AbortSignal;
  readonly onFrame: (frame: SampleFrame) => void;
}

/** Ends early when `signal` aborts. */
export async function sampleReverse(options: SamplingOptions): Promise<void> {
  const { engine, trainer, config, start, signal, onFrame } = options;
  const { dataset, model } = trainer;
  const unit = config.process === 'corrupt';
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
    if (signal.aborted) return;
    const frames = sampler.run({
      seed: config.sampleSeed,
      labels: sampleLabels(config.sampleClass, config.sampleCount, dataset.classNames.length),
      guidanceScale: config.guidanceScale,
      frames: 'all',
      signal,
      ...(start.kind === 'half-noised' ? { image: start.image } : {}),
    });
    for await (const { step, steps, timestep, x, x0, eps, coefficients } of frames) {
      if (signal.aborted) return;
      onFrame({
        step,
        steps,
        timestep,
        xt: imageBatch(x, dataset, unit),
        predOriginalSample: imageBatch(x0, dataset, unit),
        predEpsilon: imageBatch(eps, dataset, unit),
        coefficients,
      });
    }
  } finally {
    sampler.dispose();
  }
}

/** What a model was trained as wins over the controls: a model of ε stays one. */
export function samplingConfig(trained: LabConfig, wanted: LabConfig): LabConfig {
  const { model, predictionType, process, variance, classConditional } = trained;
  // A variance that was learned is drawn with; one that was not cannot be.
  const learned = variance === 'learned_range' ? variance : null;
  const chosen = wanted.variance === 'learned_range' ? 'fixed_small' : wanted.variance;
  return { ...wanted, model, predictionType, process, classConditional, variance: learned ?? chosen };
}
