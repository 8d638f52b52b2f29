// Opening the GPU, and the ways out of a failure.
import type { LabErrorCode } from '../lab/errors';
import { idle, type Failed } from './phases';
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
  'no-data',
  'diverged',
  'stopped',
];

export const needsNewWorker = ({ failure }: Failed): boolean => !harmless.includes(failure.code);

export interface Device extends DeviceActions {
  /**
   * A new worker in the place of the present one, which takes its model with it. What was rescued from that comes back,
   * unless fresh weights are wanted.
   */
  restart(options?: { readonly fresh: boolean }): void;
}

export function createDevice(
  { get, set, worker }: StoreTools,
  { loadData, tunings }: { readonly loadData: () => void; readonly tunings: TuningMemory | undefined },
): Device {
  function boot(): void {
    worker().begin('device', { type: 'open', tunings: tunings?.recall() ?? 'off' });
    loadData();
  }

  function restart({ fresh } = { fresh: false }): void {
    const { kept } = get();
    const file = fresh ? undefined : kept?.file;
    worker().restart();
    set({
      device: { kind: 'opening' },
      training: idle,
      sampling: idle,
      model: null,
      modelFile: file ? { kind: 'opening' } : idle,
      saved: null,
      kept: file ? kept : null,
      check: { kind: 'none' },
    });
    boot();
    if (file) worker().begin('model-file', { type: 'load', checkpoint: file });
  }

  return {
    boot,
    restart,
    recover(part) {
      const { [part]: phase, data } = get();
      if (phase.kind !== 'failed') return;
      if (part === 'device' || needsNewWorker(phase)) return restart();
      if (part !== 'data') set({ [part]: idle });
      if (part === 'data' || (part === 'training' && data.kind === 'failed')) loadData();
    },
  };
}
