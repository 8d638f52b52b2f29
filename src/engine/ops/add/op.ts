// Addition of equal shapes on our own kernel; its gradient costs nothing.
import { util, type Tensor } from '@tensorflow/tfjs-core';
import type { GpuRuntime, Program } from '../../gpu/runtime';
import { differentiable } from '../differentiable';
import { flat, vectorOf } from '../wgsl';

function addProgram(size: number): Program {
  const { type, width } = vectorOf(size);
  const { entry, ...grid } = flat(size / width);
  return {
    name: 'add',
    inputs: { a: type, b: type },
    outputs: { y: type },
    ...grid,
    body: `${entry}
  y[i] = a[i] + b[i];
}`,
  };
}

/** See {@link Ops.add}. @throws RangeError for different shapes: nothing is broadcast. */
export function add<T extends Tensor>(runtime: GpuRuntime, a: T, b: T): T {
  if (!util.arraysEqual(a.shape, b.shape)) {
    throw new RangeError(`add: shapes [${a.shape.join(', ')}] and [${b.shape.join(', ')}] differ`);
  }
  // One buffer bound twice for reading is allowed, so a + a needs no copy.
  return differentiable<T, readonly []>({
    inputs: [a, b],
    forward: () => {
      const value = runtime.tensor(runtime.empty(a.shape));
      runtime.dispatch(addProgram(a.size), [a, b, value]);
      return { value, saved: [] };
    },
    gradients: (dy) => [dy.clone(), dy.clone()],
  });
}
