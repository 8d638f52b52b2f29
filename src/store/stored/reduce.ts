// What the worker's news of kept runs change.
import type { EventOf } from '../events';
import type { LabState } from '../state';

export function runStored({ storage }: LabState, { run }: EventOf<'stored'>): Partial<LabState> {
  const others = storage.kind === 'on' ? storage.runs.filter(({ id }) => id !== run.id) : [];
  return {
    storage: { kind: 'on', runs: [run, ...others] },
    storedAs: { id: run.id, step: run.step },
  };
}
