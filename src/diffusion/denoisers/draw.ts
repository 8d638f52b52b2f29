// The reverse process with a denoiser that needs no training, by any sampler: what does it draw?
import type { ClipMode } from '../samplers/clip';
import { initNoiseSigma, planSampler, type PlanSettings } from '../samplers/index';
import { runStages, type Prediction } from '../samplers/run';
import { learnsVariance } from '../samplers/variances';
import { gaussians, streams } from '../random';
import type { SamplerStage, Tables } from '../types';
import { answerOf, type Turns, type Untrained } from './untrained';

/**
 * The stages of the settings' sampler for something that says x₀ and knows no variance.
 * @throws LabError as {@link planSampler} does
 */
export const untrainedPlan = (settings: PlanSettings, tables: Tables): readonly SamplerStage[] =>
  planSampler(
    {
      ...settings,
      predictionType: settings.predictionType === 'epsilon' ? 'sample' : settings.predictionType,
      variance: learnsVariance(settings) ? 'fixed_small' : settings.variance,
    },
    tables,
  );

export interface DrawOptions {
  readonly denoiser: Untrained;
  /** Of {@link untrainedPlan}. */
  readonly stages: readonly SamplerStage[];
  readonly clip: ClipMode;
  readonly count: number;
  /** Numbers of a picture. */
  readonly size: number;
  /** The noise to begin with is that of the model's samples with this seed. */
  readonly seed: number;
  /** How many pictures of the set are taken into account. */
  readonly seen: number;
  readonly turns: Omit<Turns, 'milestones'>;
}

export interface DrawnStep {
  /** Stages done. */
  readonly done: number;
  readonly total: number;
  /** The pictures so far, each in the process's range. */
  readonly xs: readonly Float64Array[];
}

/** Ends early where the signal aborts. */
export async function* drawUntrained({
  denoiser,
  stages,
  clip,
  count,
  size,
  seed,
  seen,
  turns,
}: DrawOptions): AsyncGenerator<DrawnStep, void, undefined> {
  const noise = gaussians({ seed, stream: streams.initialNoise }, count * size);
  const scale = initNoiseSigma(stages);
  let stageNoise: Float64Array = new Float64Array();
  let answers: readonly Prediction[] = [];
  let xs: readonly Float64Array[] = Array.from({ length: count }, (_, k) =>
    noise.slice(k * size, (k + 1) * size).map((value) => scale * value),
  );
  const runs = xs.map((x, k) =>
    runStages(stages, x, {
      predictionType: 'sample',
      clip,
      predict: () => answers[k] ?? { values: new Float64Array() },
      noise: () => stageNoise.slice(k * size, (k + 1) * size),
    }),
  );
  for (const [index, stage] of stages.entries()) {
    const answer = await answerOf(denoiser, xs, stage, { ...turns, seen });
    if (!answer) return;
    answers = answer.originals.map((values) => ({ values }));
    if (stage.next.noise !== undefined)
      stageNoise = gaussians({ seed, stream: streams.samplerNoise, step: index }, count * size);
    xs = runs.map((run, k) => {
      const step = run.next();
      return step.done ? (xs[k] ?? new Float64Array()) : step.value.x;
    });
    yield { done: index + 1, total: stages.length, xs };
  }
}
