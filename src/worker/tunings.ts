// What earlier visits measured, in the worker's hands.
import type { TuningStorage } from '../engine/tuning/tuning';

/**
 * Workers have no local storage: the page keeps the texts and sends them when it opens the device.
 * @param remember tells the page of a new text
 */
export function rememberedTunings(
  tunings: Readonly<Record<string, string>>,
  remember: (adapter: string, text: string) => void,
): TuningStorage {
  const texts = new Map(Object.entries(tunings));
  return {
    get: (adapter) => texts.get(adapter) ?? null,
    set(adapter, text) {
      texts.set(adapter, text);
      remember(adapter, text);
    },
  };
}
