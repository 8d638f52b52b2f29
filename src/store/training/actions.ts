// Train, pause, go on, stop: what the visitor asks of a training run.
import { follow } from '../../lab/changes';
import { fields, type LabConfig } from '../../lab/fields';
import { requestData } from '../data/actions';
import { needsNewWorker, type Device } from '../device';
import { atStart, idle, isResting, type TrainingPhase } from '../phases';
import type { LabState } from '../state';
import type { StoreTools } from '../tools';

export interface TrainingActions {
  /**
   * With fresh weights as soon as images and GPU are there, in the place of what is being trained; or on with the
   * present model.
   */
  train(options: { readonly fresh: boolean }): void;
  /** Teaches the present model to draw in one step, in a run of its own. */
  teach(): void;
  pause(): void;
  /** Saves the run now: the tab may not live on. */
  keep(): void;
  resume(): void;
  step(): void;
  /** Also ends the wait of a training for its images. */
  stopTraining(): void;
  /** After training has diverged: the weights that were kept last are to come back. */
  restore(): void;
  /** The same, and training goes on with half the learning rate; from scratch where none were kept. */
  restoreSlower(): void;
  /** After the GPU's memory was full: training goes on in batches of half the size, twice as many a step. */
  trainSmaller(): void;
  removeRun(id: number): void;
}

export interface Training extends TrainingActions {
  /** Train was pressed before the device and the images were there: now they may be. */
  startIfReady(): void;
  /** The settings were changed, or a run has begun: it takes over what it can at once. */
  followSettings(): void;
}

/** A training with fresh weights can begin, also in the place of one under way. */
export const canStartOver = ({ training, sampling, quality, exploring, modelFile }: LabState): boolean =>
  training.kind !== 'waiting' &&
  sampling.kind !== 'sampling' &&
  quality.kind !== 'measuring' &&
  exploring.kind !== 'drawing' &&
  modelFile.kind !== 'opening';

/** A training can begin or go on: the weights stand still, and nothing is drawn with them. */
export const canTrain = (lab: LabState): boolean => isResting(lab.training) && canStartOver(lab);

/** A model that goes on has its kernels; one that was loaded says when it has to compile them. */
const startOf = (fresh: boolean, { config, model }: LabState): TrainingPhase =>
  fresh || !model
    ? { kind: 'compiling', stage: 'compile', done: 0, total: 0 }
    : { kind: 'training', progress: atStart(config.steps, model.step) };

/** The same step in smaller parts: what it learns is the same. */
export const smaller = ({ batchSize, accumulation }: LabConfig): Partial<LabConfig> => ({
  batchSize: Math.max(fields.batchSize.min, Math.floor(batchSize / 2)),
  accumulation: Math.min(fields.accumulation.max, accumulation * 2),
});

export function createTraining(
  tools: StoreTools,
  {
    restart,
    setConfig,
  }: Pick<Device, 'restart'> & { readonly setConfig: (changes: Partial<LabConfig>) => void },
): Training {
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
    const { config } = get();
    set({ training: startOf(fresh, get()) });
    worker().begin('training', { type: 'train', config, fresh });
  }

  /** @returns whether there was no more to wait for */
  function startAtOnce(): boolean {
    const { device, data } = get();
    if (data.kind !== 'ready' || device.kind !== 'open') return false;
    if (device.backend === 'none') set({ training: idle });
    else start(true);
    return true;
  }

  function trainAfresh(): void {
    if (!canStartOver(get())) return;
    const { jump } = get();
    // Those of the jump are for a model that has learned already.
    if (jump) {
      set({ jump: null });
      setConfig(jump.settings);
    }
    if (!isResting(get().training)) {
      // Were the new one refused, nobody would hear of this one any more.
      worker().tell('training', { type: 'stop' });
      worker().forget('training');
    }
    if (startAtOnce()) return;
    set({ training: { kind: 'waiting' } });
    const { data } = get();
    if (data.kind === 'idle' || data.kind === 'failed') requestData(tools);
  }

  return {
    startIfReady() {
      if (get().training.kind === 'waiting') startAtOnce();
    },
    followSettings() {
      const { training, model, config } = get();
      const underway = training.kind === 'training' || training.kind === 'compiling';
      if (!underway || !model) return;
      const followed = follow(model.config, config);
      if (JSON.stringify(followed) !== JSON.stringify(model.config))
        worker().tell('training', { type: 'follow', config });
    },
    train({ fresh }) {
      const { training, device } = get();
      if (device.kind === 'failed' || (training.kind === 'failed' && needsNewWorker(training)))
        restart({ fresh, thenTrain: !fresh });
      // What comes back goes on by itself.
      if (get().modelFile.kind === 'opening') return;
      if (fresh || !get().model) trainAfresh();
      // A model that trains on has its images in the worker, whatever was chosen since.
      else if (canTrain(get())) start(false);
    },
    teach() {
      const { config, model } = get();
      if (!model || !canTrain(get())) return;
      set({ training: { kind: 'compiling', stage: 'pairs', done: 0, total: 0 } });
      worker().begin('training', { type: 'teach', config });
    },
    pause: () => worker().tell('training', { type: 'pause' }),
    keep: () => worker().tell('training', { type: 'keep' }),
    resume() {
      const { training, config } = get();
      if (training.kind !== 'paused' || !canTrain(get())) return;
      set({ training: { kind: 'training', progress: training.progress } });
      worker().tell('training', { type: 'resume', config });
    },
    step() {
      const { training, config } = get();
      if (training.kind === 'paused' && canTrain(get())) worker().tell('training', { type: 'step', config });
    },
    stopTraining() {
      if (get().training.kind === 'waiting') set({ training: idle });
      else worker().tell('training', { type: 'stop' });
    },
    restore: () => worker().tell('training', { type: 'restore' }),
    restoreSlower() {
      const { config, kept } = get();
      setConfig({ learningRate: config.learningRate / 2 });
      if (!kept) return trainAfresh();
      set({ kept: { ...kept, thenTrain: true } });
      worker().tell('training', { type: 'restore' });
    },
    trainSmaller() {
      const { config } = get();
      const changes = smaller(config);
      setConfig(changes);
      const hasModel = get().storedAs !== null || get().kept?.file !== undefined;
      restart({ fresh: !hasModel, thenTrain: true, changes });
      if (!hasModel) trainAfresh();
    },
    removeRun: (id) => set({ runs: get().runs.filter((run) => run.id !== id) }),
  };
}
