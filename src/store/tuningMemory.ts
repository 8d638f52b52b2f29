// What the browser remembers of tuning, one entry an adapter. `?tune=off` in the address keeps the default programs,
// `?tune=reset` forgets what was measured.
import type { Tunings } from '../worker/protocol';

export interface TuningMemory {
  recall(): Tunings;
  remember(adapter: string, text: string): void;
}

const prefix = 'diffusion-lab.tuning.';

/** @param storage local storage, or null where the browser refuses it: then nothing is remembered. */
export function browserTuningMemory(query: string, storage: Storage | null): TuningMemory {
  const mode = new URLSearchParams(query).get('tune');
  const ours = (): string[] => Object.keys(storage ?? {}).filter((key) => key.startsWith(prefix));
  return {
    recall() {
      if (mode === 'off') return 'off';
      if (mode === 'reset') for (const key of ours()) storage?.removeItem(key);
      return Object.fromEntries(ours().map((key) => [key.slice(prefix.length), storage?.getItem(key) ?? '']));
    },
    remember(adapter, text) {
      try {
        storage?.setItem(prefix + adapter, text);
      } catch {
        // A full storage: it will be measured again.
      }
    },
  };
}
