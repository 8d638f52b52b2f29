// The figures that the engine is built to reach, and whether a run reached them.
import { peerOf, type EngineName, type ModelName, type Result } from './results';

export interface Goal {
  readonly figure: string;
  readonly most: number;
  /** Shown as `1/4` for a ratio, with thousands separated for a count. */
  readonly kind: 'ratio' | 'count';
  /** Undefined where the run has no such figure. */
  readonly value: (results: readonly Result[]) => number | undefined;
}

export interface GoalOutcome extends Omit<Goal, 'value'> {
  readonly value: number;
  readonly reached: boolean;
}

const find = (results: readonly Result[], model: ModelName, batch: number): Result | undefined =>
  results.find((r) => r.model === model && r.batch === batch && r.engine === 'lab');

type Column = 'msPerStep' | 'firstStepMs' | 'jsMsPerStep' | 'peakBytes';

/** The lab's figure divided by the peer's. */
const against =
  (peer: EngineName, column: Column, model: ModelName, batch: number) =>
  (results: readonly Result[]): number | undefined => {
    const ours = find(results, model, batch);
    const theirs = ours && peerOf(results, ours, peer);
    const [a, b] = [ours?.[column], theirs?.[column]];
    return typeof a === 'number' && typeof b === 'number' ? a / b : undefined;
  };

const goals: readonly Goal[] = [
  {
    figure: 'playground, dispatches a step',
    most: 180,
    kind: 'count',
    value: (results) => find(results, 'playground', 64)?.dispatches,
  },
  {
    figure: 'UNet2DModel, dispatches a step',
    most: 400,
    kind: 'count',
    value: (results) => find(results, 'unet2d', 4)?.dispatches,
  },
  {
    figure: 'BasicUNet, dispatches a step',
    most: 40,
    kind: 'count',
    value: (results) => find(results, 'basic-unet', 8)?.dispatches,
  },
  {
    figure: 'playground, dispatches a step with all fused',
    most: 120,
    kind: 'count',
    value: (results) => find(results, 'playground', 64)?.fusedDispatches ?? undefined,
  },
  {
    figure: 'UNet2DModel, dispatches a step with all fused',
    most: 300,
    kind: 'count',
    value: (results) => find(results, 'unet2d', 4)?.fusedDispatches ?? undefined,
  },
  {
    figure: 'UNet2DModel, JavaScript a step, to tfjs',
    most: 1 / 400,
    kind: 'ratio',
    value: against('tfjs', 'jsMsPerStep', 'unet2d', 4),
  },
  {
    figure: 'UNet2DModel batch 4, step time, to tfjs',
    most: 1 / 10,
    kind: 'ratio',
    value: against('tfjs', 'msPerStep', 'unet2d', 4),
  },
  {
    figure: 'BasicUNet batch 8, step time, to tfjs',
    most: 1 / 8,
    kind: 'ratio',
    value: against('tfjs', 'msPerStep', 'basic-unet', 8),
  },
  {
    figure: 'BasicUNet batch 8, step time, to jax-js',
    most: 1 / 3.5,
    kind: 'ratio',
    value: against('jax-js', 'msPerStep', 'basic-unet', 8),
  },
  {
    figure: 'BasicUNet batch 8, first step, to jax-js',
    most: 1 / 15,
    kind: 'ratio',
    value: against('jax-js', 'firstStepMs', 'basic-unet', 8),
  },
  {
    figure: 'UNet2DModel batch 4, peak GPU bytes, to tfjs',
    most: 0.6,
    kind: 'ratio',
    value: against('tfjs', 'peakBytes', 'unet2d', 4),
  },
  {
    figure: 'bytes uploaded in a replayed step, most of all',
    most: 1024,
    kind: 'count',
    value: (results) => {
      const uploads = results.filter(({ engine }) => engine === 'lab').map((r) => r.uploadedBytes);
      return uploads.length > 0 ? Math.max(...uploads) : undefined;
    },
  },
];

/** The goals that the run has figures for. */
export const outcomes = (results: readonly Result[]): GoalOutcome[] =>
  goals.flatMap(({ value: read, ...goal }) => {
    const value = read(results);
    return value === undefined ? [] : [{ ...goal, value, reached: value <= goal.most }];
  });
