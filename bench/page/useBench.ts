// One measuring at a time, in a worker of its own: stopping it ends the worker, and what was measured until then stays.
import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { Failure } from '../../src/lab/errors';
import type { Machine } from '../machine';
import type { Result } from '../results';
import { partsOf, type BenchEvent, type Wish } from './protocol';

type Progress =
  | { readonly kind: 'idle' | 'done' | 'stopped' }
  | { readonly kind: 'running'; readonly part: number; readonly parts: number; readonly line: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Measuring {
  readonly progress: Progress;
  readonly machine: Machine | null;
  readonly results: readonly Result[];
}

type Step = BenchEvent | { readonly type: 'begun'; readonly parts: number } | { readonly type: 'stopped' };

export const atFirst: Measuring = { progress: { kind: 'idle' }, machine: null, results: [] };

export function afterEvent(state: Measuring, event: Step): Measuring {
  const { progress } = state;
  switch (event.type) {
    case 'begun':
      return { ...atFirst, progress: { kind: 'running', part: 0, parts: event.parts, line: '' } };
    case 'part':
      return progress.kind === 'running'
        ? { ...state, progress: { ...progress, part: event.part, line: '' } }
        : state;
    case 'said':
      return progress.kind === 'running' ? { ...state, progress: { ...progress, line: event.line } } : state;
    case 'machine':
      return { ...state, machine: event.machine };
    case 'results':
      return { ...state, results: [...state.results, ...event.results] };
    case 'done':
    case 'stopped':
      return { ...state, progress: { kind: event.type } };
    case 'failed':
      return { ...state, progress: { kind: 'failed', failure: event.failure } };
  }
}

export interface Bench extends Measuring {
  readonly start: (wish: Wish) => void;
  readonly stop: () => void;
}

export function useBench(): Bench {
  const [measuring, take] = useReducer(afterEvent, atFirst);
  const worker = useRef<Worker | null>(null);
  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);
  const start = useCallback(
    (wish: Wish) => {
      end();
      take({ type: 'begun', parts: partsOf(wish) });
      const own = new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' });
      worker.current = own;
      own.onmessage = ({ data }: MessageEvent<BenchEvent>) => {
        take(data);
        if (data.type === 'done' || data.type === 'failed') end();
      };
      own.onerror = ({ message }) => {
        take({
          type: 'failed',
          failure: { code: 'worker-lost', sentence: message || 'The worker has ended.' },
        });
        end();
      };
      own.postMessage(wish);
    },
    [end],
  );
  const stop = useCallback(() => {
    end();
    take({ type: 'stopped' });
  }, [end]);
  return { ...measuring, start, stop };
}
