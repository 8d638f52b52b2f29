// What tfjs' backend `wasm` lacks for training, or does slowly or wrongly, in its place.
import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { filterGradientKernel, inputGradientKernel } from './convolutionGradients';
import { identityKernel } from './identity';
import { maxPoolGradientKernel } from './maxPoolGradient';

const kernels = [filterGradientKernel, inputGradientKernel, maxPoolGradientKernel, identityKernel];

/** After tfjs' backend was loaded, and before it computes. */
export function completeProcessor(): void {
  for (const kernel of kernels) {
    const { kernelName, backendName } = kernel;
    if (getKernel(kernelName, backendName)) unregisterKernel(kernelName, backendName);
    registerKernel(kernel);
  }
}
