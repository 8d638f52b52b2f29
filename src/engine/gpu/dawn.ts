// WebGPU in Node through the `webgpu` package (Dawn): gives the process the globals that a browser has.
// Only the command line, the benchmark and the tests import this file; the page never does.
// In Node tfjs-core alone has no gradients, and its file that registers them is for bundlers only.
import '@tensorflow/tfjs';
import { create, globals } from 'webgpu';

let gpu: GPU | null = null;

/**
 * Puts `navigator.gpu` and the WebGPU globals in place; safe to call twice.
 * @param backend Dawn's backend: `vulkan`, `metal`, `d3d12`, or `null`, which computes nothing (to time JavaScript).
 */
export function installDawn(backend?: 'null'): GPU {
  if (gpu) return gpu;
  gpu = create(backend ? [`backend=${backend}`] : []);
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true });
  return gpu;
}

/** Drops the GPU object, which keeps the process alive while anything refers to it. */
export function releaseDawn(): void {
  if (!gpu) return;
  gpu = null;
  Reflect.deleteProperty(globalThis, 'navigator');
}
