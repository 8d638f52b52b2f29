// Which backend a browser gets: our kernels on WebGPU, else stock operations on WebGL, else none, with the reason.
import { openGpuEngine, openStockEngine, type Engine } from '../engine/engine';
import { toLabError } from '../lab/errors';

export interface OpenResult {
  readonly engine: Engine | null;
  /** Why it is not WebGPU. */
  readonly reason?: string;
}

export async function openBrowserEngine(force?: 'webgl' | 'none'): Promise<OpenResult> {
  if (force === 'none') return { engine: null, reason: 'Training was switched off by the address.' };
  const reasons: string[] = [];
  if (force !== 'webgl') {
    try {
      return { engine: await openGpuEngine(navigator.gpu) };
    } catch (thrown) {
      reasons.push(toLabError(thrown).message);
    }
  }
  try {
    await import('@tensorflow/tfjs-backend-webgl');
    return { engine: await openStockEngine('webgl'), reason: reasons.join(' ') };
  } catch (thrown) {
    reasons.push(toLabError(thrown).message);
    return { engine: null, reason: reasons.join(' ') };
  }
}
