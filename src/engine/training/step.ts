// The training step, the same on every backend: batch, forward pass, loss, gradients, optimiser, log.
import { keep, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { LabError } from '../../lab/errors';
import { valueAndGradients } from '../autodiff/backpropagate';
import type { Model, Pass } from '../models/model';
import type { StepPieces } from './backend';
import { trainingLoss } from './trainingLoss';

export interface StepSubject {
  readonly model: Model;
  /** Over the weights that are trained. */
  readonly pass: Pass;
  /** {@link boundRows} */
  readonly rows: Tensor2D | null;
}

/** Sends everything off and waits for nothing. Leaves no tensor behind. */
export function trainingStep(pieces: StepPieces, { model, pass, rows }: StepSubject): void {
  tidy(() => {
    const batch = pieces.begin();
    let perSample: Tensor1D | null = null;
    const { value: loss, gradients } = valueAndGradients(
      () => {
        const prediction = model.forward(pass, { x: batch.xt, t: batch.timesteps, labels: batch.labels });
        const details = trainingLoss(pieces.losses, rows, prediction, batch);
        // It leaves the scope of the forward pass, which would dispose it.
        perSample = keep(details.perSample);
        return details.loss;
      },
      model.parameters.map(({ name }) => pass.parameter(name)),
    );
    if (!perSample) throw new LabError('internal', 'The loss gave no details.');
    const details: Tensor1D = perSample;
    pieces.optimise(gradients);
    pieces.log({ loss, perSample: details, positions: batch.positions });
    details.dispose();
  });
}
