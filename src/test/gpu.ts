// The one GPU device of the tests in a worker, opened on first use and kept.
import { openGpuEngine, type Engine } from '../engine/engine';
import type { OpenedGpu } from '../engine/gpu/device';

let engine: Promise<Engine> | null = null;

export const testEngine = (): Promise<Engine> => (engine ??= openGpuEngine(navigator.gpu));

/** For a test that takes the device away: the next one gets another. */
export async function loseTestEngine(): Promise<void> {
  const { gpu } = await testEngine();
  engine = null;
  gpu?.device.destroy();
}

export async function testGpu(): Promise<OpenedGpu> {
  const { gpu } = await testEngine();
  if (!gpu) throw new Error('The engine opened without a GPU.');
  return gpu;
}
