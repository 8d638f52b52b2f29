// The one store: what the visitor asks for goes to the worker, what the worker says comes into the state.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabConfig } from '../lab/fields';
import { sameImages } from '../lab/images';
import { createClient, type Channel, type LabClient, type WorkerPort } from '../worker/client';
import type { DatasetInfo, WorkerEvent } from '../worker/protocol';
import { dataActions, followPicked, loadData, type DataActions } from './data/actions';
import { createDevice, type DeviceActions } from './device';
import { modelActions, type ModelActions } from './model';
import { reduce } from './reduce';
import { drawsQuickly, samplingActions, type SamplingActions } from './sampling/actions';
import { settingsActions, type SettingsActions } from './settings';
import { initialState, type LabState } from './state';
import { storedActions, type StoredActions } from './stored/actions';
import type { StoreTools } from './tools';
import { createTraining, type TrainingActions } from './training/actions';
import type { TuningMemory } from './tuningMemory';

export type LabActions = DeviceActions &
  SettingsActions &
  DataActions &
  TrainingActions &
  ModelActions &
  SamplingActions &
  StoredActions;

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

export function createLabStore({ makeWorker, tunings, ...start }: LabStoreOptions = {}): LabStore {
  return createStore<Lab>()((set, get) => {
    let client: LabClient | null = null;
    const worker = (): LabClient => (client ??= createClient({ onEvent, ...(makeWorker && { makeWorker }) }));
    const tools: StoreTools = { get, set: (changes) => set(changes), worker };
    const load = (): void => loadData(tools);
    const { restart, ...device } = createDevice(tools, { loadData: load, tunings });
    const { startIfReady, followSettings, ...training } = createTraining(tools, {
      restart,
      setConfig: (changes) => settings.setConfig(changes),
    });
    const followPicture = (): void => void followPicked(tools);
    const settings = settingsActions(tools, { loadData: load, followPicture, followSettings });
    const sampling = samplingActions(tools);

    /** What a training has ended for: the row after a jump, samples where they are soon there. */
    function drawUnasked(): void {
      const { jump } = get();
      if (jump && jump.after === null) sampling.explore({ what: 'steps' });
      else if (drawsQuickly(get())) sampling.sample();
    }

    function onEvent(event: WorkerEvent, channel: Channel): void {
      const { config: before, modelFile, kept } = get();
      set((state) => reduce(state, event, channel));
      // A model's file brings its settings along, and its images may have to be fetched.
      if (!sameImages(get().config, before)) load();
      if (event.type === 'data') followPicture();
      if (event.type === 'tuned') tunings?.remember(event.adapter, event.text);
      if (event.type === 'training') followSettings();
      if (event.type === 'trained' && !event.stopped) drawUnasked();
      startIfReady();
      const goesOn =
        (event.type === 'loaded' && modelFile.kind === 'opening' && modelFile.thenTrain === true) ||
        (event.type === 'restored' && kept?.thenTrain === true);
      if (goesOn) training.train({ fresh: false });
    }

    const actions: LabActions = {
      ...device,
      ...settings,
      ...dataActions(tools, settings),
      ...training,
      ...modelActions(tools),
      ...sampling,
      ...storedActions(tools),
    };
    return { ...initialState, ...start, actions };
  });
}
