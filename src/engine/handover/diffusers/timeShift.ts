// A network that counts its time steps from another number. The sinusoids of t are a rotation of those of t + shift, and
// the layer that reads them takes it over: the network computes the same.
import type { StoredTensor } from '../../checkpoint/safetensors';

/** The first layer that sees the time, in diffusers' networks. */
export const timeLayer = 'time_embedding.linear_1.weight';

/**
 * Weights [out, dim] that answer t + shift as the given ones answer t; columns in the order [cos, sin], frequencies
 * exp(−ln(10⁴)·k/(dim/2)).
 */
export function shiftTime({ shape, values }: StoredTensor, shift: number): StoredTensor {
  if (shift === 0) return { shape, values };
  const [rows = 0, dim = 0] = shape;
  const half = dim / 2;
  const shifted = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < half; k++) {
      const angle = shift * Math.exp((-Math.log(10_000) * k) / half);
      const [cos, sin] = [row * dim + k, row * dim + half + k];
      const [ofCos, ofSin] = [values[cos] ?? 0, values[sin] ?? 0];
      // cos ωt = cos ωs·cos ω(t+s) + sin ωs·sin ω(t+s), and sin ωt likewise.
      shifted[cos] = ofCos * Math.cos(angle) - ofSin * Math.sin(angle);
      shifted[sin] = ofCos * Math.sin(angle) + ofSin * Math.cos(angle);
    }
  }
  return { shape, values: shifted };
}
