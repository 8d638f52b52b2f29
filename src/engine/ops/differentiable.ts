// tf.customGrad with types: the border between tfjs's tape and our kernels.
import { customGrad, type GradSaveFunc, type Tensor } from '@tensorflow/tfjs-core';

export interface Differentiable<S extends readonly Tensor[]> {
  /** What a gradient may be asked for, in the order of `gradients`. */
  readonly inputs: readonly Tensor[];
  /** Computes the value and names what the gradient needs. Must not run operations of its own on the tape. */
  readonly forward: () => { readonly value: Tensor; readonly saved: S };
  /** One gradient an input, all fresh tensors: where dy itself is the gradient, dy.clone(). */
  readonly gradients: (dy: Tensor, saved: S) => readonly Tensor[];
}

/** The value, with its gradient on tfjs's tape. What `gradients` allocates besides, it disposes itself. */
export function differentiable<T extends Tensor, S extends readonly Tensor[]>(
  operation: Differentiable<S>,
): T {
  const run = customGrad<T>((...args) => {
    const save = args.at(-1) as GradSaveFunc;
    const { value, saved } = operation.forward();
    save([...saved]);
    // tfjs hands back what was saved, as clones in the same order.
    return {
      value: value as T,
      gradFunc: (dy, clones) => [...operation.gradients(dy, clones as unknown as S)],
    };
  });
  return run(...operation.inputs);
}
