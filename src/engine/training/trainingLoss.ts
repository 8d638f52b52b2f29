// What a training step minimises, on either backend. With learned variance it is the hybrid loss of Nichol & Dhariwal
// 2021 (arXiv 2102.09672, eq. 16): the simple one on the mean, and a little of the variational bound on the variance.
import {
  add,
  slice,
  tensor2d,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { learnsVariance } from '../../diffusion/samplers/variances';
import type { Tables } from '../../diffusion/types';
import type { LabConfig } from '../../lab/fields';
import type { Batch } from './batch/plan';
import type { LossDetails } from '../ops/loss/op';
import type { BoundInputs } from './bound/op';
import { packBoundTable, rowFloats } from './bound/table';

/** A backend's own losses. */
export interface Losses {
  readonly simple: (prediction: Tensor4D, target: Tensor4D, weights: Tensor1D) => LossDetails;
  /** The bound as it counts, already scaled. */
  readonly bound: (inputs: BoundInputs) => Scalar;
}

/** Rows for {@link trainingLoss}; null for a model that does not learn its variance. The caller's to dispose. */
export const boundRows = (config: LabConfig, tables: Tables): Tensor2D | null =>
  learnsVariance(config)
    ? tensor2d(packBoundTable(tables, config.predictionType), [tables.timesteps, rowFloats])
    : null;

/** Factor of the bound, in bits per dimension: T/1000, so that it does not drown the simple loss (improved-diffusion). */
export const boundScale = ({ timesteps }: Tables): number => timesteps / 1000;

/** The loss, and beside it the simple loss of each sample. Weights are for the simple loss alone. */
export function trainingLoss(
  { simple, bound }: Losses,
  rows: Tensor2D | null,
  prediction: Tensor4D,
  { xt, target, timesteps, weights }: Batch,
): LossDetails {
  if (!rows) return simple(prediction, target, weights);
  const mean = slice(prediction, [0, 0, 0, 0], target.shape);
  const { loss, perSample } = simple(mean, target, weights);
  return { loss: add(loss, bound({ prediction, xt, target, timesteps, rows })), perSample };
}
