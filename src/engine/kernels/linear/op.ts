// A linear layer on our own kernels: one dispatch forward, two to four backward (SiLU and many rows add one each).
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import type { LinearOptions } from '../../ops';
import { differentiable } from '../differentiable';
import { siluGradientProgram } from '../silu/program';
import {
  inputGradientProgram,
  sliceCount,
  sliceSize,
  sumSlicesProgram,
  weightGradientProgram,
} from './gradient';
import { linearProgram, type LinearShape } from './program';

/** See {@link Ops.linear}. */
export function linear<T extends Tensor2D | Tensor3D>(
  runtime: GpuRuntime,
  x: T,
  weight: Tensor2D,
  bias: Tensor1D | null,
  { silu = false, residual }: LinearOptions<T> = {},
): T {
  const [inputs, outputs] = weight.shape;
  const shape: LinearShape = { rows: x.size / inputs, inputs, outputs, bias: bias !== null };
  const resultShape = [...x.shape.slice(0, -1), outputs];
  const tensors: Tensor[] = [x, weight];
  if (bias) tensors.push(bias);
  if (residual) tensors.push(residual);
  return differentiable<T, readonly [Tensor, Tensor, ...Tensor[]]>({
    inputs: tensors,
    forward: () => {
      const value = runtime.tensor(runtime.empty(resultShape));
      const results = silu ? [value, runtime.tensor(runtime.empty(resultShape))] : [value];
      runtime.dispatch(linearProgram(shape, { silu, residual: residual !== undefined }), [
        ...tensors,
        ...results,
      ]);
      const [, z] = results;
      return { value, saved: z ? [x, weight, z] : [x, weight] };
    },
    gradients: (dy, [savedX, savedWeight, z]) => {
      const dz = z ? runtime.tensor(runtime.empty(resultShape)) : dy;
      if (z) runtime.dispatch(siluGradientProgram(z.size), [z, dy, dz]);
      const dx = runtime.tensor(runtime.empty(x.shape));
      runtime.dispatch(inputGradientProgram(shape), [dz, savedWeight, dx]);
      const parameters = [weight, ...(bias ? [bias] : [])].map((p) => runtime.gradientOutput(p));
      weightGradient(runtime, shape, [savedX, dz], parameters);
      const gradients = [dx, ...parameters, ...(residual ? [dz.clone()] : [])];
      if (z) dz.dispose();
      return gradients;
    },
  });
}

function weightGradient(
  runtime: GpuRuntime,
  shape: LinearShape,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
): void {
  const slices = sliceCount(shape);
  if (slices === 1) {
    runtime.dispatch(weightGradientProgram(shape), [...inputs, ...outputs]);
    return;
  }
  const parts = runtime.tensor(runtime.empty([slices, sliceSize(shape)]));
  runtime.dispatch(weightGradientProgram(shape), [...inputs, parts]);
  runtime.dispatch(sumSlicesProgram(shape), [parts, ...outputs]);
  parts.dispose();
}
