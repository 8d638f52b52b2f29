// Tunes an engine's convolutions on its own device. Call it after a first `prepare`, which shows what the model asks
// for, and prepare once more afterwards: the chosen programs are compiled then.
import type { Engine } from '../engine';
import { measureTilings } from '../ops/conv2d/measure';
import { tune, type TuningStorage, type TuningTable } from './tuning';

/** At most 1.5 s. @returns the choices for the run's metadata; none without WebGPU or on a software driver. */
export async function tuneEngine(
  { gpu, tilings, adapterName, guard }: Pick<Engine, 'gpu' | 'tilings' | 'adapterName' | 'guard'>,
  storage: TuningStorage,
): Promise<TuningTable> {
  if (!gpu || !tilings) return {};
  const { runtime, software } = gpu;
  return tune({
    tilings,
    storage,
    adapterName,
    software,
    measure: (work, variants) => guard(measureTilings({ runtime, tilings }, work, variants)),
    clock: () => performance.now(),
  });
}
