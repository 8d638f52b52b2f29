// What the start-up of a run is doing, as a text key with its numbers.
import type { DataPhase, TrainingPhase } from '../../../store/phases';

export interface StartupWords {
  readonly key: string;
  readonly values: Readonly<Record<string, number>>;
  /** 0…1, or null where the length is not known. */
  readonly share: number | null;
}

const share = (done: number, total: number): number | null => (total > 0 ? Math.min(1, done / total) : null);

type Progress = Readonly<Record<'done' | 'total', number>>;

function loading(key: string, { done, total }: Progress): StartupWords {
  const part = share(done, total);
  return { key, values: { percent: part ?? 0 }, share: part };
}

/** Null where nothing starts up. */
export function startupWords(training: TrainingPhase, data: DataPhase): StartupWords | null {
  switch (training.kind) {
    case 'idle':
    case 'failed':
      return data.kind === 'loading' ? loading('training.loading', data) : null;
    case 'waiting':
      // Without images to wait for, it is the GPU that is being opened.
      return data.kind === 'loading'
        ? loading('training.loadingThen', data)
        : { key: 'training.selfTest', values: {}, share: null };
    case 'compiling':
      return compilingWords(training);
    case 'training':
    case 'paused':
      return null;
  }
}

function compilingWords({ stage, done, total }: Extract<TrainingPhase, { kind: 'compiling' }>): StartupWords {
  switch (stage) {
    case 'data':
      return loading('training.loadingThen', { done, total });
    case 'pairs':
      return loading('training.pairs', { done, total });
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
