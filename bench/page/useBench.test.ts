import { expect, test } from 'vitest';
import { afterEvent, atFirst } from './useBench';

test('what was measured stays when it is stopped, and goes when it begins again', () => {
  let state = afterEvent(atFirst, { type: 'begun', parts: 2 });
  state = afterEvent(state, { type: 'part', part: 1 });
  state = afterEvent(state, { type: 'said', line: 'lab first step' });
  expect(state.progress).toEqual({ kind: 'running', part: 1, parts: 2, line: 'lab first step' });
  state = afterEvent(state, { type: 'part', part: 2 });
  expect(state.progress).toMatchObject({ part: 2, line: '' });
  state = afterEvent(state, { type: 'results', results: [] });
  state = afterEvent(state, { type: 'stopped' });
  expect(state.progress).toEqual({ kind: 'stopped' });
  // What the worker said before it heard of its end.
  expect(afterEvent(state, { type: 'part', part: 2 }).progress).toEqual({ kind: 'stopped' });
  const failure = { code: 'no-gpu', sentence: 'None.' } as const;
  expect(afterEvent(state, { type: 'failed', failure }).progress).toEqual({ kind: 'failed', failure });
  expect(afterEvent(state, { type: 'begun', parts: 4 })).toMatchObject({ machine: null, results: [] });
});
