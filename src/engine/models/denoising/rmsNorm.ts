// Root-mean-square normalisation over the channels of a pixel, as in denoising-diffusion-pytorch.
import { add, mul, reshape, rsqrt, square, sum, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Layers } from '../layers';
import { observed, type Pass } from '../model';

/** Per image: the normalised map becomes y·(1 + scale) + shift, both [batch, channels]. */
export interface Modulation {
  readonly scale: Tensor2D;
  readonly shift: Tensor2D;
}

/** PyTorch divides by max(‖x‖, 10⁻¹²); the square of that, added, is the same wherever floats can tell. */
const tiny = 1e-24;

/** x/‖x‖ · g · √channels. */
export function rmsNorm(
  layers: Layers,
  name: string,
  { channels, size }: { channels: number; size: number },
): (pass: Pass, x: Tensor4D, modulation?: Modulation) => Tensor4D {
  layers.add({
    name: `${name}.g`,
    shape: [channels],
    layout: 'as-is',
    initializer: { kind: 'constant', value: 1 },
    fileShape: [1, channels, 1, 1],
  });
  layers.describe({ name, kind: 'norm', size, channels, cost: 0 }, [channels]);
  return (pass, x, modulation) => {
    const inverse = rsqrt(add(sum(square(x), 3, true), tiny));
    const gain = mul(pass.parameter(`${name}.g`), Math.sqrt(channels));
    const y: Tensor4D = mul(mul(x, inverse), gain);
    const output = modulation ? modulated(y, modulation) : y;
    return observed(pass, { layer: name, operation: null, output, normalised: { input: x, groups: null } });
  };
}

function modulated(y: Tensor4D, { scale, shift }: Modulation): Tensor4D {
  const perImage = [-1, 1, 1, y.shape[3]];
  return add(mul(y, add(reshape(scale, perImage), 1)), reshape(shift, perImage));
}
