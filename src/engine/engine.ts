// The engine's ground: which backend computes, with which operations, and whether the device can still be used.
import { setBackend, ready, memory } from '@tensorflow/tfjs-core';
import { LabError } from '../lab/errors';
import { openWebGpu, type OpenedGpu } from './gpu/device';
import { Health } from './health';
import { ConvolutionTilings } from './ops/conv2d/tiling';
import { kernelOps } from './ops/kernelOps';
import { stockOps } from './ops/stockOps';
import type { Ops } from './ops/ops';
import { watchContext } from './webglContext';

/**
 * tfjs' backend that stock operations run on; `wasm` is the processor, the last way out, and `cpu`, the same in plain
 * JavaScript, the measure of tests.
 */
export type StockBackend = 'webgl' | 'wasm' | 'cpu';

const stockNames = { webgl: 'WebGL', cpu: 'CPU' } as const;

export interface Engine {
  /** `cpu` is the processor. */
  readonly backend: 'webgpu' | 'webgl' | 'cpu';
  readonly adapterName: string;
  readonly ops: Ops;
  /** WebGPU only. */
  readonly gpu: OpenedGpu | null;
  /** WebGPU only: how convolutions are cut into threads, for the tuner. */
  readonly tilings: ConvolutionTilings | null;
  /** @throws LabError `device-lost`, `out-of-memory` or `bad-gpu` when the device can no longer be used. */
  check(): void;
  /** Tells when that happens. @returns what ends the listening */
  onFailure(listener: () => void): () => void;
  /** A wait for the device, which ends with the same failure when it can no longer be used. */
  guard<T>(work: Promise<T>): Promise<T>;
  /** Bytes that buffers occupy on the GPU, as far as they go through tfjs. */
  bytes(): number;
  close(): void;
}

const deviceLost = (why: string): LabError =>
  new LabError('device-lost', `The graphics device was lost (${why || 'no reason given'}). Start again.`);

/** Our own kernels on the strongest GPU. @throws LabError `no-gpu` with the reason. */
export async function openGpuEngine(gpu: GPU | undefined): Promise<Engine> {
  const opened = await openWebGpu(gpu);
  const { device, runtime } = opened;
  const tilings = new ConvolutionTilings(opened.software ? 'software' : 'hardware');
  const health = new Health();
  let closed = false;
  void device.lost.then(({ message }) => {
    if (!closed) health.fail(deviceLost(message));
  });
  device.addEventListener('uncapturederror', (event) => {
    const { error } = event;
    if (error instanceof GPUOutOfMemoryError) {
      health.fail(
        new LabError(
          'out-of-memory',
          'The GPU has no memory left for this. Choose a smaller batch or a smaller model and start again.',
        ),
      );
    } else {
      health.fail(new LabError('bad-gpu', `The GPU refused a command: ${error.message}`));
    }
  });
  return {
    backend: 'webgpu',
    adapterName: opened.adapterName,
    ops: kernelOps(runtime, tilings),
    tilings,
    gpu: opened,
    check: () => health.check(),
    onFailure: (listener) => health.onFailure(listener),
    guard: (work) => health.guard(work),
    bytes: () => runtime.backend.memory().numBytesAllocatedInGPU,
    close() {
      closed = true;
      runtime.backend.dispose();
      device.destroy();
    },
  };
}

/** Stock tfjs operations on another backend that is registered already. @throws LabError `no-gpu` */
export async function openStockEngine(tfjsBackend: StockBackend): Promise<Engine> {
  const backend = tfjsBackend === 'webgl' ? 'webgl' : 'cpu';
  const opened = await setBackend(tfjsBackend).catch(() => false);
  if (!opened) throw new LabError('no-gpu', `This browser could not start ${stockNames[backend]}.`);
  await ready();
  const health = new Health();
  const lose = (): void => health.fail(deviceLost('its WebGL context'));
  const context = watchContext(lose);
  return {
    backend,
    adapterName: stockNames[backend],
    ops: stockOps,
    gpu: null,
    tilings: null,
    check() {
      // The event comes later than the first zeros.
      if (context.lost) lose();
      health.check();
    },
    onFailure: (listener) => health.onFailure(listener),
    async guard(work) {
      const result = await health.guard(work);
      // A processor's answers are there at once: without a turn of its own no command to pause would ever be heard.
      if (backend === 'cpu') await new Promise((turn) => setTimeout(turn));
      return result;
    },
    bytes: () => (backend === 'cpu' ? 0 : memory().numBytes),
    close: () => context.stop(),
  };
}
