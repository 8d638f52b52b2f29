// The time embedding of denoising-diffusion-pytorch: sinusoids, then a perceptron with exact GELU.
import { add, erf, mul, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Layers } from '../layers';
import { observed, type Pass, type Told } from '../model';
import { classEmbeddingOf } from '../timeEmbedding';

/** x·Φ(x) with the normal distribution's Φ, PyTorch's default. */
const gelu = (x: Tensor2D): Tensor2D => mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));

/** SiLU(embedding), [batch, 4·dim]. @param classes null for an unconditional model, as the original is. */
export function denoisingTime(
  layers: Layers,
  { dim, classes }: { dim: number; classes: number | null },
): (pass: Pass, input: Told) => Tensor2D {
  const hidden = layers.linear('time_mlp.1', { inputs: dim, outputs: 4 * dim, ofData: true });
  const output = layers.linear('time_mlp.3', { inputs: 4 * dim, outputs: 4 * dim, ofData: true });
  const classEmbedding = classEmbeddingOf(layers, classes, 4 * dim);
  return (pass, { t, labels }) => {
    const waves = pass.ops.timestepEmbedding(t, { dim, order: 'sin-cos', shift: 1 });
    const sinusoids = observed(pass, { layer: 'time_mlp.0', operation: 'timestepEmbedding', output: waves });
    const h = gelu(hidden(pass, sinusoids));
    return output(pass, h, { silu: true, ...(classEmbedding && { residual: classEmbedding(pass, labels) }) });
  };
}
