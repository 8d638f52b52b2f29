// A linear layer from stock tfjs operations.
import {
  add,
  matMul,
  mul,
  reshape,
  sigmoid,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core';
import type { LinearOptions } from '../ops';

/** See {@link Ops.linear}. */
export function linearReference<T extends Tensor2D | Tensor3D>(
  x: T,
  weight: Tensor2D,
  bias: Tensor1D | null,
  { silu = false, residual }: LinearOptions<T> = {},
): T {
  const [inputs, outputs] = weight.shape;
  const rows: Tensor2D = reshape(x, [-1, inputs]);
  const product = matMul(rows, weight);
  let y = bias ? add(product, bias) : product;
  if (residual) y = add(y, reshape(residual, y.shape));
  const activated = silu ? mul(y, sigmoid(y)) : y;
  const result: Tensor = reshape(activated, [...x.shape.slice(0, -1), outputs]);
  return result as T;
}
