// Which backend a browser gets: our kernels on WebGPU, else stock operations on WebGL, else on the processor, else none,
// with the reason. One that opens may still compute nonsense: only what passes the self-test counts.
import { selfTest } from '../engine/check/selfTest';
import { openGpuEngine, openStockEngine, type Engine } from '../engine/engine';
import { toLabError } from '../lab/errors';

export interface OpenResult {
  readonly engine: Engine | null;
  /** Why it is not WebGPU. */
  readonly reason?: string;
}

const openWebgl = async (): Promise<Engine> => {
  await import('@tensorflow/tfjs-backend-webgl');
  return openStockEngine('webgl');
};

const openProcessor = async (): Promise<Engine> => {
  await import('./processor');
  return openStockEngine('wasm');
};

export async function openBrowserEngine(force?: 'webgl' | 'none'): Promise<OpenResult> {
  if (force === 'none') return { engine: null, reason: 'Training was switched off by the address.' };
  if (force === 'webgl') return firstThatComputes([openWebgl]);
  return firstThatComputes([() => openGpuEngine(navigator.gpu), openWebgl, openProcessor]);
}

/** The first engine that opens and passes the self-test, with the reasons against those before it. */
export async function firstThatComputes(ways: readonly (() => Promise<Engine>)[]): Promise<OpenResult> {
  const reasons: string[] = [];
  for (const open of ways) {
    let engine: Engine | null = null;
    try {
      engine = await open();
      await selfTest(engine);
      return { engine, ...(reasons.length > 0 && { reason: reasons.join(' ') }) };
    } catch (thrown) {
      engine?.close();
      reasons.push(toLabError(thrown).message);
    }
  }
  return { engine: null, reason: reasons.join(' ') };
}

/** What the page is told of the engine. @param reason why it is not WebGPU */
export const engineFacts = (engine: Engine | null, reason?: string) =>
  ({
    backend: engine?.backend ?? 'none',
    adapter: engine?.adapterName ?? '',
    ...(reason !== undefined && reason !== '' && { reason }),
    ...(engine?.gpu?.software && { software: true }),
  }) as const;
