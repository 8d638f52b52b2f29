// The reverse process of a cloud of points: by any sampler, all points as one picture.
import type { ClipMode } from '../samplers/clip';
import { initNoiseSigma } from '../samplers/index';
import { runStages } from '../samplers/run';
import { gaussians, streams } from '../random';
import type { SamplerStage } from '../types';
import { predict, type PlaneModel } from './model';

export interface CloudFrame {
  /** Place on the ruler, 0…T, that the points stand at. */
  readonly position: number;
  /** [count, 2]. */
  readonly points: Float64Array;
}

export interface CloudOptions {
  readonly stages: readonly SamplerStage[];
  readonly clip: ClipMode;
  readonly count: number;
  readonly seed: number;
}

/** The start, and the points after each step. */
export function* sampleCloud(
  model: PlaneModel,
  { stages, clip, count, seed }: CloudOptions,
): Generator<CloudFrame, void, undefined> {
  const scale = initNoiseSigma(stages);
  const start = gaussians({ seed, stream: streams.initialNoise }, 2 * count).map((value) => scale * value);
  const steps = runStages(stages, start, {
    predictionType: model.predictionType,
    clip,
    predict: (x, t) => ({ values: predict(model, x, t) }),
    noise: (stage) => gaussians({ seed, stream: streams.samplerNoise, step: stage }, 2 * count),
  });
  yield { position: (stages[0]?.place ?? -1) + 1, points: start };
  for (const { stage, x } of steps) {
    if (!stage.endsStep) continue;
    const next = stages[stages.indexOf(stage) + 1];
    yield { position: next ? next.place + 1 : 0, points: x };
  }
}
