// The engine's ground: which backend computes, with which operations, and whether the device can still be used.
import { setBackend, ready, memory } from '@tensorflow/tfjs-core';
import { LabError } from '../lab/errors';
import { openWebGpu, type OpenedGpu } from './gpu/device';
import { ConvolutionTilings } from './ops/conv2d/tiling';
import { kernelOps } from './ops/kernelOps';
import { stockOps } from './ops/stockOps';
import type { Ops } from './ops/ops';

export interface Engine {
  readonly backend: 'webgpu' | 'webgl' | 'cpu';
  readonly adapterName: string;
  readonly ops: Ops;
  /** WebGPU only. */
  readonly gpu: OpenedGpu | null;
  /** WebGPU only: how convolutions are cut into threads, for the tuner. */
  readonly tilings: ConvolutionTilings | null;
  /** @throws LabError `device-lost` or `out-of-memory` when the device can no longer be used. */
  check(): void;
  /** Rejects with the same when the device is lost; never resolves. */
  readonly failed: Promise<never>;
  /** Bytes that buffers occupy on the GPU, as far as they go through tfjs. */
  bytes(): number;
  close(): void;
}

/** Our own kernels on the strongest GPU. @throws LabError `no-gpu` with the reason. */
export async function openGpuEngine(gpu: GPU | undefined): Promise<Engine> {
  const opened = await openWebGpu(gpu);
  const { device, runtime } = opened;
  const tilings = new ConvolutionTilings(opened.software ? 'software' : 'hardware');
  let failure: LabError | null = null;
  let closed = false;
  let fail: (error: LabError) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = (error) => {
      failure ??= error;
      reject(failure);
    };
  });
  // Nobody may be waiting when it happens; check() tells later.
  failed.catch(() => undefined);
  void device.lost.then(({ message }) => {
    if (!closed)
      fail(
        new LabError(
          'device-lost',
          `The graphics device was lost (${message || 'no reason given'}). Start again: the weights of the last preview are kept.`,
        ),
      );
  });
  device.addEventListener('uncapturederror', (event) => {
    const { error } = event;
    if (error instanceof GPUOutOfMemoryError) {
      fail(
        new LabError(
          'out-of-memory',
          'The GPU has no memory left for this. Choose a smaller batch or a smaller model and start again.',
        ),
      );
    } else {
      fail(new LabError('bad-gpu', `The GPU refused a command: ${error.message}`));
    }
  });
  return {
    backend: 'webgpu',
    adapterName: opened.adapterName,
    ops: kernelOps(runtime, tilings),
    tilings,
    gpu: opened,
    failed,
    check() {
      if (failure) throw failure;
    },
    bytes: () => runtime.backend.memory().numBytesAllocatedInGPU,
    close() {
      closed = true;
      runtime.backend.dispose();
      device.destroy();
    },
  };
}

/** Stock tfjs operations on another backend that is registered already: WebGL in a browser, the CPU in tests. */
export async function openStockEngine(backend: 'webgl' | 'cpu'): Promise<Engine> {
  const opened = await setBackend(backend).catch(() => false);
  if (!opened) throw new LabError('no-gpu', `This browser could not start ${backend}.`);
  await ready();
  return {
    backend,
    adapterName: backend === 'webgl' ? 'WebGL' : 'CPU',
    ops: stockOps,
    gpu: null,
    tilings: null,
    failed: new Promise<never>(() => undefined),
    check: () => undefined,
    bytes: () => memory().numBytes,
    close: () => undefined,
  };
}
