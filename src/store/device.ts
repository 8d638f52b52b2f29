// Opening the GPU, and the ways out of a failure.
import type { LabErrorCode } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { idle, type Failed } from './phases';
import type { CommandBody } from '../worker/client';
import type { StoreTools } from './tools';
import type { TuningMemory } from './tuningMemory';

/** A part of the state whose failure the visitor can leave behind. */
export type FailingPart = 'device' | 'data' | 'training' | 'sampling' | 'modelFile';

export interface DeviceActions {
  /** Opens the device and loads the data set. */
  boot(): void;
  /** After a failure: if need be a new worker, the device opened and the data loaded again; settings and curves stay. */
  recover(part: FailingPart): void;
}

/** After these the worker itself is as good as before; the others need a new one. */
const harmless: readonly LabErrorCode[] = [
  'bad-setting',
  'bad-file',
  'bad-checkpoint',
  'storage',
  'no-data',
  'diverged',
  'stopped',
];

export const needsNewWorker = ({ failure }: Failed): boolean => !harmless.includes(failure.code);

export interface RestartOptions {
  /** Nothing of the present model is wanted. */
  readonly fresh?: boolean;
  /** Training goes on with what comes back. */
  readonly thenTrain?: boolean;
  /** Settings that the run keeps otherwise. */
  readonly changes?: Partial<LabConfig>;
}

export interface Device extends DeviceActions {
  /**
   * A new worker in the place of the present one, which takes its model with it. What was rescued from that comes back,
   * unless fresh weights are wanted.
   */
  restart(options?: RestartOptions): void;
}

export function createDevice(
  { get, set, worker }: StoreTools,
  { loadData, tunings }: { readonly loadData: () => void; readonly tunings: TuningMemory | undefined },
): Device {
  function boot(): void {
    worker().begin('device', { type: 'open', tunings: tunings?.recall() ?? 'off' });
    loadData();
  }

  /** What can come back of the present model: the later of what the browser keeps and what was rescued. */
  function comingBack(changes: Partial<LabConfig> = {}): CommandBody | null {
    const { kept, storedAs } = get();
    const file = kept?.file;
    if (storedAs && storedAs.step > 0 && (!file || storedAs.step >= kept.step))
      return { type: 'open-run', id: storedAs.id, changes };
    return file ? { type: 'load', checkpoint: file, changes } : null;
  }

  function restart({ fresh = false, thenTrain = false, changes }: RestartOptions = {}): void {
    const { kept, runs } = get();
    const back = fresh ? null : comingBack(changes);
    const last = runs.at(-1)?.id;
    worker().restart();
    set({
      device: { kind: 'opening' },
      training: idle,
      sampling: idle,
      model: null,
      modelFile: back ? { kind: 'opening', thenTrain, ...(last !== undefined && { replaces: last }) } : idle,
      saved: null,
      kept: back && kept?.file ? kept : null,
      storedAs: null,
      check: { kind: 'none' },
      quality: { kind: 'none' },
      exploring: { kind: 'none' },
    });
    boot();
    if (back) worker().begin('model-file', back);
  }

  return {
    boot,
    restart,
    recover(part) {
      const { [part]: phase, data } = get();
      if (phase.kind !== 'failed') return;
      // One click goes on.
      if (part === 'device' || needsNewWorker(phase)) return restart({ thenTrain: part === 'training' });
      if (part !== 'data') set({ [part]: idle });
      if (part === 'data' || (part === 'training' && data.kind === 'failed')) loadData();
    },
  };
}
