// The one store: what the visitor asks for goes to the worker, what the worker says comes into the state.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { broughtDataset, isBrought, type FiledDataset } from '../datasets/registry';
import { parseConfig } from '../lab/config';
import { LabError, type LabErrorCode } from '../lab/errors';
import { fields, type LabConfig } from '../lab/fields';
import { applyPreset, type PresetName } from '../lab/presets';
import { createClient, type LabClient, type WorkerPort } from '../worker/client';
import type { ImageBatch, OwnImages } from '../lab/images';
import type { DatasetInfo, WorkerEvent, Lane, SampleStart } from '../worker/protocol';
import { atStart, idle, isResting, restOf, type Phase } from './phase';
import { applyChanges } from './reconcile';
import { reduce } from './reduce';
import { emptyReel, type Reel } from './reel';
import { initialState, type LabState } from './state';
import type { TuningMemory } from './tuningMemory';

export interface OpenedFiles {
  readonly dataset: FiledDataset;
  readonly files: readonly File[];
}

export interface LabActions {
  /** Opens the device and loads the data set. */
  boot(): void;
  /** @throws LabError `bad-setting` when a value is out of its field's range; nothing is changed then. */
  setConfig(changes: Partial<LabConfig>): void;
  applyPreset(name: PresetName): void;
  setOwnImages(images: OwnImages): void;
  /** Files of a data set join those of the same set that were opened before; the set is chosen and loaded. */
  openDataFiles(opened: OpenedFiles): void;
  setOwnPicture(picture: ImageBatch | null): void;
  train(options: { readonly fresh: boolean }): void;
  pause(): void;
  resume(): void;
  step(): void;
  /** Also ends the wait of a training for its images. */
  stopTraining(): void;
  stopSampling(): void;
  /** After training has diverged: the weights that were kept last are to come back. */
  restore(): void;
  sample(options?: { readonly lane?: Lane; readonly start?: SampleStart; readonly config?: LabConfig }): void;
  denoise(options: { readonly timesteps: readonly number[]; readonly images: ImageBatch }): void;
  /** Asks for the layers of the network that the present settings make. */
  outline(): void;
  /** @throws LabError where the worker could not. */
  save(): Promise<ArrayBuffer>;
  load(checkpoint: ArrayBuffer): void;
  removeRun(id: number): void;
  clearReel(lane: Lane): void;
  setRecorded(recorded: Reel): void;
  dismissIgnored(): void;
  /** After a failure: if need be a new worker, the device opened and the data loaded again; settings and curves stay. */
  recover(): void;
}

interface Saving {
  readonly request: number;
  readonly resolve: (checkpoint: ArrayBuffer) => void;
  readonly reject: (failure: LabError) => void;
}

export type Lab = LabState & { readonly actions: LabActions };
export type LabStore = StoreApi<Lab>;

export interface LabStoreOptions {
  readonly config?: LabConfig;
  readonly ignored?: readonly string[];
  /** Shown until the worker has read the data set. */
  readonly dataset?: DatasetInfo;
  readonly makeWorker?: () => WorkerPort;
  /** Without it the default programs stay in force. */
  readonly tunings?: TuningMemory;
}

const pureNoise: SampleStart = { kind: 'noise' };

/** After these the worker itself is as good as before; the others need a new one. */
const harmless: readonly LabErrorCode[] = [
  'bad-setting',
  'bad-file',
  'bad-checkpoint',
  'no-data',
  'diverged',
  'stopped',
];

export function createLabStore({ makeWorker, tunings, ...start }: LabStoreOptions = {}): LabStore {
  return createStore<Lab>()((set, get) => {
    let saving: Saving | null = null;
    let client: LabClient | null = null;
    let dataIsHere = false;

    function onEvent(event: WorkerEvent): void {
      set((state) => reduce(state, event));
      if (event.type === 'tuned') tunings?.remember(event.adapter, event.text);
      if (event.type === 'data') dataIsHere = true;
      if (event.type === 'data' || event.type === 'opened') trainIfAwaited();
      if (saving?.request === event.request) answerSaving(event);
    }

    function answerSaving(event: WorkerEvent): void {
      if (event.type === 'saved') saving?.resolve(event.checkpoint);
      if (event.type === 'failed') saving?.reject(new LabError(event.code, event.sentence));
      saving = null;
    }

    /** Train was pressed before the device and the data were there: now they may be. */
    function trainIfAwaited(): void {
      const { phase, device } = get();
      if (phase.kind !== 'loading' || phase.then !== 'train' || !dataIsHere || device.kind === 'opening')
        return;
      set({ phase: idle });
      if (device.backend !== 'none') train(true);
    }

    /** The worker is made on first use, so that a store can live without one. */
    const worker = (): LabClient => (client ??= createClient({ onEvent, ...(makeWorker && { makeWorker }) }));

    function loadData(): void {
      const { config, ownImages, dataFiles } = get();
      dataIsHere = false;
      // Own images are loaded when the visitor has brought some.
      if (isBrought(config.dataset) && !ownImages) return;
      worker().begin('data', {
        type: 'load-data',
        config,
        ...(ownImages && { own: ownImages }),
        files: dataFiles,
      });
    }

    function boot(): void {
      worker().begin('device', { type: 'open', tunings: tunings?.recall() ?? 'off' });
      loadData();
    }

    function train(fresh: boolean): void {
      if (get().phase.kind === 'failed') recover();
      const { phase, model } = get();
      // A model that trains on has its images in the worker, whatever was chosen since.
      if ((fresh || !model) && waitForImages()) return;
      if (!isResting(phase)) return;
      if (!fresh) extendSteps();
      const asked = { config: get().config, fresh };
      set({ asked, phase: startOf(fresh) });
      worker().begin('training', { type: 'train', ...asked });
    }

    /** @returns whether a fresh training has to wait for images or the device, or cannot have images at all */
    function waitForImages(): boolean {
      const { phase, device, config, ownImages } = get();
      if (isBrought(config.dataset) && !ownImages) {
        // The worker knows how to say what is missing.
        worker().begin('data', { type: 'load-data', config });
        return true;
      }
      const waits = phase.kind === 'idle' && (device.kind === 'opening' || !dataIsHere);
      if (waits) set({ phase: { kind: 'loading', done: 0, total: 0, then: 'train' } });
      if (phase.kind === 'loading') set({ phase: { ...phase, then: 'train' } });
      return waits || phase.kind === 'loading';
    }

    /** A model that goes on has its kernels; one that was loaded says when it has to compile them. */
    function startOf(fresh: boolean): Phase {
      const { config, model } = get();
      return fresh || !model
        ? { kind: 'compiling', stage: 'compile', done: 0, total: 0 }
        : { kind: 'training', progress: atStart(config.steps, model.step) };
    }

    /** Going on with a finished model adds as many steps as the run had. */
    function extendSteps(): void {
      const { config, model } = get();
      if (!model || model.step < config.steps) return;
      const steps = Math.min(fields.steps.max, model.step + model.config.steps);
      set({ config: { ...config, steps } });
    }

    /** The run takes over of the settings what it can, and says so. */
    function continueTraining(type: 'resume' | 'step'): void {
      const { config } = get();
      set({ asked: { config, fresh: false } });
      worker().tell('training', { type, config });
    }

    function recover(): void {
      const { phase } = get();
      if (phase.kind === 'failed' && harmless.includes(phase.code)) {
        set({ phase: idle });
        if (!dataIsHere) loadData();
        return;
      }
      worker().restart();
      set({ phase: idle, device: { kind: 'opening' }, model: null, kept: null, asked: null, check: null });
      boot();
    }

    function setConfig(changes: Partial<LabConfig>): void {
      const before = get().config;
      const { gaveWay } = get();
      // Refuses what is out of range, before anything follows from it.
      parseConfig(changes, before);
      const settled = applyChanges({ config: before, gaveWay }, changes);
      const { config } = settled;
      set(settled);
      if (config.dataset !== before.dataset) loadData();
    }

    const actions: LabActions = {
      boot,
      setConfig,
      applyPreset: (name) => setConfig(applyPreset(name, get().config)),
      setOwnImages(images) {
        const isNew = !isBrought(get().config.dataset);
        set({ ownImages: images });
        if (isNew) setConfig({ dataset: broughtDataset, imageIndex: 0 });
        else loadData();
      },
      openDataFiles({ dataset, files }) {
        const { dataFiles, phase } = get();
        set({ dataFiles: { ...dataFiles, [dataset]: [...files, ...(dataFiles[dataset] ?? [])] } });
        // What may go wrong with them would not be seen while training reports.
        if (phase.kind === 'training') actions.pause();
        if (get().config.dataset === dataset) loadData();
        else setConfig({ dataset, imageIndex: 0 });
      },
      setOwnPicture: (ownPicture) => set({ ownPicture }),
      train: ({ fresh }) => train(fresh),
      pause: () => worker().tell('training', { type: 'pause' }),
      resume() {
        const { phase } = get();
        if (phase.kind !== 'paused') return;
        set({ phase: { kind: 'training', progress: phase.progress } });
        continueTraining('resume');
      },
      step: () => continueTraining('step'),
      restore: () => worker().tell('training', { type: 'restore' }),
      stopTraining() {
        const { phase } = get();
        if (phase.kind === 'loading') set({ phase: dataIsHere ? idle : { ...phase, then: 'idle' } });
        else worker().tell('training', { type: 'stop' });
      },
      // The last frame may have come while the button was pressed: then there is nothing to stop any more.
      stopSampling() {
        const { phase } = get();
        if (phase.kind !== 'sampling') return;
        const channel = `sampling-${phase.lane}` as const;
        worker().tell(channel, { type: 'stop' });
        worker().forget(channel);
        set({ phase: phase.then });
      },
      sample({ lane = 'main', start: from = pureNoise, config = get().config } = {}) {
        const { phase, reels, model } = get();
        if (!isResting(phase)) return;
        set({
          phase: { kind: 'sampling', lane, then: restOf(phase) },
          reels: {
            ...reels,
            [lane]: emptyReel({
              lane,
              config,
              start: from,
              run: model?.run ?? 0,
              trainingSteps: model?.step ?? 0,
            }),
          },
        });
        worker().begin(`sampling-${lane}`, { type: 'sample', config, start: from, lane });
      },
      denoise({ timesteps, images }) {
        const { config } = get();
        worker().begin('check', { type: 'denoise', config, timesteps, images, seed: config.sampleSeed });
      },
      outline: () => void worker().begin('outline', { type: 'outline', config: get().config }),
      save() {
        const request = worker().begin('save', { type: 'save' });
        return new Promise((resolve, reject) => {
          saving = { request, resolve, reject };
        });
      },
      load(checkpoint) {
        const { phase } = get();
        // The model that is being trained or looked at goes.
        if (phase.kind === 'sampling') actions.stopSampling();
        else if (!isResting(phase) && phase.kind !== 'failed') actions.stopTraining();
        worker().begin('checkpoint', { type: 'load', checkpoint });
      },
      removeRun: (id) => set(({ runs }) => ({ runs: runs.filter((run) => run.id !== id) })),
      clearReel: (lane) => set(({ reels }) => ({ reels: { ...reels, [lane]: null } })),
      setRecorded: (recorded) => set({ recorded }),
      dismissIgnored: () => set({ ignored: [] }),
      recover,
    };
    return { ...initialState, ...start, actions };
  });
}
