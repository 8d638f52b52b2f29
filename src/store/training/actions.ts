// Train, pause, go on, stop: what the visitor asks of a training run.
import { fields } from '../../lab/fields';
import { requestData } from '../data/actions';
import { needsNewWorker } from '../device';
import { atStart, idle, isResting, type TrainingPhase } from '../phases';
import type { LabState } from '../state';
import type { StoreTools } from '../tools';

export interface TrainingActions {
  /** With fresh weights as soon as images and GPU are there, or on with the present model. */
  train(options: { readonly fresh: boolean }): void;
  pause(): void;
  resume(): void;
  step(): void;
  /** Also ends the wait of a training for its images. */
  stopTraining(): void;
  /** After training has diverged: the weights that were kept last are to come back. */
  restore(): void;
  removeRun(id: number): void;
}

export interface Training extends TrainingActions {
  /** Train was pressed before the device and the images were there: now they may be. */
  startIfReady(): void;
}

/** A training can begin or go on: the weights stand still, and nothing is drawn with them. */
export const canTrain = ({ training, sampling, modelFile }: LabState): boolean =>
  isResting(training) && sampling.kind !== 'sampling' && modelFile.kind !== 'opening';

/** A model that goes on has its kernels; one that was loaded says when it has to compile them. */
const startOf = (fresh: boolean, { config, model }: LabState): TrainingPhase =>
  fresh || !model
    ? { kind: 'compiling', stage: 'compile', done: 0, total: 0 }
    : { kind: 'training', progress: atStart(config.steps, model.step) };

export function createTraining(tools: StoreTools, { restart }: { readonly restart: () => void }): Training {
  const { get, set, worker } = tools;

  /** Going on with a finished model adds as many steps as the run had. */
  function extendSteps(): void {
    const { config, model } = get();
    if (!model || model.step < config.steps) return;
    const steps = Math.min(fields.steps.max, model.step + model.config.steps);
    set({ config: { ...config, steps } });
  }

  function start(fresh: boolean): void {
    if (!fresh) extendSteps();
    const asked = { config: get().config, fresh };
    set({ asked, training: startOf(fresh, get()) });
    worker().begin('training', { type: 'train', ...asked });
  }

  /** @returns whether there was no more to wait for */
  function startAtOnce(): boolean {
    const { device, data } = get();
    if (data.kind !== 'ready' || device.kind !== 'open') return false;
    if (device.backend === 'none') set({ training: idle });
    else start(true);
    return true;
  }

  /** The run takes over of the settings what it can, and says so. */
  function continueRun(type: 'resume' | 'step'): void {
    const { config } = get();
    set({ asked: { config, fresh: false } });
    worker().tell('training', { type, config });
  }

  return {
    startIfReady() {
      if (get().training.kind === 'waiting') startAtOnce();
    },
    train({ fresh }) {
      const { training, device } = get();
      if (device.kind === 'failed' || (training.kind === 'failed' && needsNewWorker(training))) restart();
      const { model, data } = get();
      if (!canTrain(get())) return;
      // A model that trains on has its images in the worker, whatever was chosen since.
      if (!fresh && model) return start(false);
      if (startAtOnce()) return;
      set({ training: { kind: 'waiting' } });
      if (data.kind === 'idle' || data.kind === 'failed') requestData(tools);
    },
    pause: () => worker().tell('training', { type: 'pause' }),
    resume() {
      const state = get();
      if (state.training.kind !== 'paused' || !canTrain(state)) return;
      set({ training: { kind: 'training', progress: state.training.progress } });
      continueRun('resume');
    },
    step() {
      if (get().training.kind === 'paused' && canTrain(get())) continueRun('step');
    },
    stopTraining() {
      if (get().training.kind === 'waiting') set({ training: idle });
      else worker().tell('training', { type: 'stop' });
    },
    restore: () => worker().tell('training', { type: 'restore' }),
    removeRun: (id) => set({ runs: get().runs.filter((run) => run.id !== id) }),
  };
}
