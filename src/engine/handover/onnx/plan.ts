// The reverse process as numbers, for a page that knows no schedules and samplers: for each evaluation of the network how
// x̂₀ and ε̂ come from its answer, and how the next x comes from them.
import { predictionFactors } from '../../../diffusion/objective/predict';
import { processOf } from '../../../diffusion/process/index';
import { makeTables } from '../../../diffusion/process/tables';
import { clipOf, initNoiseSigma, planSampler } from '../../../diffusion/samplers/index';
import type { Register, SamplerStage } from '../../../diffusion/types';
import type { LabConfig } from '../../../lab/fields';
import { sampleLabels } from '../../sampling/sampler';
import type { TrainedModel } from '../trained';

interface Step {
  /** Time step that the network is told. */
  readonly t: number;
  /** x̂₀ = x0[0]·x + x0[1]·prediction. */
  readonly x0: readonly [number, number];
  /** ε̂ = eps[0]·x + eps[1]·(x̂₀ where `fromClipped`, else prediction). */
  readonly eps: readonly [number, number];
  readonly fromClipped: boolean;
  /** Next x = next[0]·x + next[1]·x̂₀ + next[2]·ε̂ + next[3]·noise. */
  readonly next: readonly [number, number, number, number];
}

export interface Plan {
  /** [channels, height, width] */
  readonly shape: readonly [number, number, number];
  /** The class of each picture. */
  readonly labels: readonly number[];
  /** What a network with guidance is told for "no class". */
  readonly noClass: number;
  readonly guidance: number;
  readonly clip: boolean;
  /** Range of the pictures. */
  readonly range: readonly [number, number];
  readonly noise: 'gaussian' | 'uniform';
  /** x starts as noise times this. */
  readonly start: number;
  readonly steps: readonly Step[];
}

/** Pictures that are drawn. */
const count = 16;

const simple: readonly Register[] = ['x', 'x0', 'eps', 'noise'];

interface Planned {
  /** What is drawn with. */
  readonly config: LabConfig;
  readonly stages: readonly SamplerStage[];
}

/** Steps that remember nothing; a sampler with a memory, or with a learned variance, gives way to the usual one. */
function planned(config: LabConfig): Planned {
  const stages = planSampler(config, makeTables(config));
  const isSimple = stages.every(
    ({ next, learnedLogVariance }) =>
      !learnedLogVariance && Object.keys(next).every((name) => simple.includes(name as Register)),
  );
  const { sampler } = processOf(config);
  return isSimple || config.sampler === sampler
    ? { config, stages }
    : planned({ ...config, sampler, spacing: 'trailing' });
}

/** Dynamic thresholding is taken for the plain kind. */
export function drawingPlan({ config: trained, image, model }: TrainedModel): Plan {
  const { config, stages } = planned(trained);
  const { range, noise } = processOf(config);
  const clip = clipOf(config) !== 'none';
  return {
    shape: [image.channels, image.height, image.width],
    labels: sampleLabels(config.sampleClass, count, image.classes),
    noClass: image.classes,
    guidance: model.conditional ? config.guidanceScale : 1,
    clip,
    range: [range.low, range.high],
    noise,
    start: initNoiseSigma(stages),
    steps: stages.map((stage) => stepOf(stage, config, clip)),
  };
}

function stepOf(
  { timestep, signal, noise, next, epsFromClipped }: SamplerStage,
  { predictionType }: LabConfig,
  clip: boolean,
): Step {
  const { x0, eps } = predictionFactors(predictionType, signal, noise);
  const fromClipped = epsFromClipped && clip;
  return {
    t: timestep,
    x0: [x0.x, x0.prediction],
    eps: fromClipped ? [1 / noise, -signal / noise] : [eps.x, eps.prediction],
    fromClipped,
    next: [next.x ?? 0, next.x0 ?? 0, next.eps ?? 0, next.noise ?? 0],
  };
}
