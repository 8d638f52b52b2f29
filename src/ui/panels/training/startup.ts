// What the start-up of a run is doing, as a text key with its numbers.
import type { Phase } from '../../../store/phase';

export interface StartupWords {
  readonly key: string;
  readonly values: Readonly<Record<string, number>>;
  /** 0…1, or null where the length is not known. */
  readonly share: number | null;
}

const share = (done: number, total: number): number | null => (total > 0 ? Math.min(1, done / total) : null);

export function startupWords(phase: Phase): StartupWords | null {
  if (phase.kind === 'loading') {
    const part = share(phase.done, phase.total);
    const key = phase.then === 'train' ? 'training.loadingThen' : 'training.loading';
    return { key, values: { percent: part ?? 0 }, share: part };
  }
  if (phase.kind !== 'compiling') return null;
  const { stage, done, total } = phase;
  switch (stage) {
    case 'self-test':
      return { key: 'training.selfTest', values: {}, share: share(done, total) };
    case 'first-step':
      return { key: 'training.firstStep', values: {}, share: null };
    case 'compile':
      return total > 0
        ? { key: 'training.compile', values: { done, total }, share: share(done, total) }
        : { key: 'training.compileUnknown', values: {}, share: null };
  }
}
