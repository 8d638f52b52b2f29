// Tensors of seeded standard normal numbers, made on the GPU.
import { tensor1d, tidy, util, type Tensor } from '@tensorflow/tfjs-core';
import type { Address } from '../../../diffusion/random';
import type { GpuRuntime } from '../../gpu/runtime';
import { gaussianProgram } from './program';

/**
 * The numbers `gaussians(address, size)` of src/diffusion/random.ts, equal to about 1e-6.
 * The address is uploaded (16 bytes): not for use inside a recorded step.
 */
export function gaussian(runtime: GpuRuntime, shape: readonly number[], address: Address): Tensor {
  return tidy(() => {
    const { seed, stream, step = 0 } = address;
    const words = tensor1d(Int32Array.of(seed, stream, step), 'int32');
    const y = runtime.tensor(runtime.empty(shape));
    runtime.dispatch(gaussianProgram(util.sizeFromShape([...shape])), [words, y]);
    return y;
  });
}
