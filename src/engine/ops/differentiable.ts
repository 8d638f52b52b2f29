// tf.customGrad with types: the border between tfjs's tape and our kernels.
import { customGrad, engine, type GradSaveFunc, type Tensor } from '@tensorflow/tfjs-core';
import { takeAddends } from '../autodiff/backpropagate';

export interface Differentiable<S extends readonly Tensor[]> {
  /** What a gradient may be asked for, in the order of `gradients`. */
  readonly inputs: readonly Tensor[];
  /** Computes the value and names what the gradient needs. Must not run operations of its own on the tape. */
  readonly forward: () => { readonly value: Tensor; readonly saved: S };
  /**
   * One gradient an input, all fresh tensors: where dy itself is the gradient, dy.clone(). What is taken of the addends
   * is added to the gradient of that input.
   */
  readonly gradients: (dy: Tensor, saved: S, addends: Addends) => readonly Tensor[];
}

/** At most so many tensors, already part of the gradient of the input with this number; they are not the taker's. */
export type Addends = (input: number, most: number) => readonly Tensor[];

/** The value, with its gradient on tfjs's tape. What `gradients` allocates besides, it disposes itself. */
export function differentiable<T extends Tensor, S extends readonly Tensor[]>(
  operation: Differentiable<S>,
): T {
  const { inputs } = operation;
  const addends: Addends = (input, most) => {
    const x = inputs[input];
    return x ? takeAddends(x, most) : [];
  };
  const run = customGrad<T>((...args) => {
    const save = args.at(-1) as GradSaveFunc;
    const { value, saved } = operation.forward();
    save([...saved]);
    // tfjs hands back what was saved, as clones in the same order.
    return {
      value: value as T,
      gradFunc: (dy, clones) => [...operation.gradients(dy, clones as unknown as S, addends)],
    };
  });
  return run(...inputs);
}

/** As {@link Differentiable}, with several values at once. */
export interface DifferentiableParts<T extends Tensor, S extends readonly Tensor[]> {
  readonly inputs: readonly Tensor[];
  readonly forward: () => { readonly values: readonly T[]; readonly saved: S };
  readonly gradients: (dys: readonly Tensor[], saved: S) => readonly Tensor[];
}

/** What we use of tfjs's engine beyond its public type: customGrad knows a single value only (tfjs 4.22). */
interface KernelFunctions {
  runKernelFunc(call: {
    readonly inputs: Readonly<Record<string, Tensor>>;
    readonly forwardFunc: (backend: unknown, save: GradSaveFunc) => Tensor[];
    readonly backwardsFunc: (dys: Tensor | Tensor[], saved: Tensor[]) => Record<string, () => Tensor>;
  }): Tensor[];
}

export function differentiableParts<T extends Tensor, S extends readonly Tensor[]>({
  inputs,
  forward,
  gradients,
}: DifferentiableParts<T, S>): T[] {
  const results = (engine() as unknown as KernelFunctions).runKernelFunc({
    inputs: Object.fromEntries(inputs.map((x, i) => [i, x])),
    forwardFunc: (_, save) => {
      const { values, saved } = forward();
      save([...saved]);
      return [...values];
    },
    backwardsFunc: (dys, clones) => {
      const found = gradients([dys].flat(), clones as unknown as S);
      return Object.fromEntries(found.map((dx, i) => [i, () => dx]));
    },
  });
  return results as T[];
}
