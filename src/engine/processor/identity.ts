// A tensor's copy shares its numbers, as in tfjs' other backends: `wasm` copies them, ten times a layer.
import { Identity, type KernelBackend, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';

export const identityKernel: KernelConfig = {
  kernelName: Identity,
  backendName: 'wasm',
  kernelFunc({ inputs, backend }) {
    const { dataId, shape, dtype } = inputs['x'] as TensorInfo;
    (backend as KernelBackend).incRef(dataId);
    return { dataId, shape, dtype };
  },
};
