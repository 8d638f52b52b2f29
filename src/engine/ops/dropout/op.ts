// Dropout on our own kernel: one dispatch each way, no stored mask.
import type { Tensor } from '@tensorflow/tfjs-core';
import { LabError } from '../../../lab/errors';
import type { GpuRuntime } from '../../gpu/runtime';
import { differentiable } from '../differentiable';
import { dropoutProgram, type DropoutOptions } from './program';

/**
 * See {@link Ops.dropout}; draws from the runtime's `stepControl`.
 * @throws LabError `internal` outside a training step.
 */
export function dropout<T extends Tensor>(runtime: GpuRuntime, x: T, options: DropoutOptions): T {
  const control = runtime.stepControl;
  if (!control) throw new LabError('internal', 'Dropout was asked for outside a training step.');
  const mask = (from: Tensor): Tensor => {
    const to = runtime.tensor(runtime.empty(x.shape));
    runtime.dispatch(dropoutProgram(x.size, options), [from, control, to]);
    return to;
  };
  return differentiable<T, readonly []>({
    inputs: [x],
    forward: () => ({ value: mask(x), saved: [] }),
    gradients: (dy) => [mask(dy)],
  });
}
