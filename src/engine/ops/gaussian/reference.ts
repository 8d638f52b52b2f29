// The same numbers from the CPU.
import { tensor, util, type Tensor } from '@tensorflow/tfjs-core';
import { gaussians, type Address } from '../../../diffusion/random';

/** See {@link gaussian}. */
export function gaussianReference(shape: readonly number[], address: Address): Tensor {
  const values = gaussians(address, util.sizeFromShape([...shape]));
  return tensor(Float32Array.from(values), [...shape]);
}
