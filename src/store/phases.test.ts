import { expect, it } from 'vitest';
import { setUp } from '../test/fakeStore';
import { atStart, isBusy, type TrainingPhase } from './phases';

const rest = setUp().store.getState();
const failed = { kind: 'failed', failure: { code: 'internal', sentence: '' } } as const;

it.each([
  [{ kind: 'waiting' }],
  [{ kind: 'compiling', stage: 'compile', done: 0, total: 1 }],
  [{ kind: 'training', progress: atStart(10) }],
  [{ kind: 'paused', progress: atStart(10) }],
] satisfies [TrainingPhase][])('a newer version of the page waits while a training is %o', (training) => {
  expect(isBusy({ ...rest, training })).toBe(true);
});

it('is announced at rest, also after a failure, and not while a model is opened', () => {
  expect(isBusy(rest)).toBe(false);
  expect(isBusy({ ...rest, training: failed })).toBe(false);
  expect(isBusy({ ...rest, modelFile: { kind: 'opening' } })).toBe(true);
});
