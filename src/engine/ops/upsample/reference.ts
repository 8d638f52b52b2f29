// Nearest-neighbour enlargement ×2 from stock tfjs operations.
import { add, reshape, tile, type Tensor4D } from '@tensorflow/tfjs-core';
import type { ResidualOptions } from '../ops';

/** See {@link Ops.upsample}. */
export function upsampleReference(x: Tensor4D, { residual }: ResidualOptions<Tensor4D> = {}): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  // Columns, then rows: tfjs has no gradient for tiling more than four axes at once.
  const wide = tile(reshape(x, [batch * height, width, 1, channels]), [1, 1, 2, 1]);
  const doubled = tile(reshape(wide, [batch, height, 1, width * 2 * channels]), [1, 1, 2, 1]);
  const y: Tensor4D = reshape(doubled, [batch, height * 2, width * 2, channels]);
  return residual ? add(y, residual) : y;
}
