// Everything the page knows, as plain data. What is done to it stands in the folders `data`, `training` and `sampling`:
// the visitor's actions, and what the worker's news change.
import { defaultConfig, type LabConfig } from '../lab/fields';
import type { ImageBatch, OwnImages, PictureShape } from '../lab/images';
import type { Exploration } from '../lab/explorations';
import type { Quality } from '../lab/quality';
import type { LayerOutline, Notice } from '../lab/reports';
import type { BackendName, DataFiles, DatasetInfo, Lane } from '../worker/protocol';
import { noHistory, type History } from './history';
import type { Pictures } from '../lab/pictures';
import {
  idle,
  type DataPhase,
  type Failed,
  type ModelFilePhase,
  type SamplingPhase,
  type StoragePhase,
  type TrainingPhase,
} from './phases';
import type { Reel } from './reel';
import type { Run } from './run';

export type Device =
  | Failed
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'open';
      readonly backend: BackendName;
      readonly adapter: string;
      readonly reason?: string;
      /** A training step of the opening recipe, roughly, in milliseconds. */
      readonly stepMs?: number;
      /** WebGPU is there, but the processor does its work. */
      readonly software?: boolean;
    };

/** The model that the worker holds, with the settings it was trained with. */
export interface TrainedModel {
  /** Id of the run that it is of. */
  readonly run: number;
  readonly config: LabConfig;
  /** Of the pictures it was trained on. */
  readonly shape: PictureShape;
  readonly classNames: readonly string[];
  readonly step: number;
  readonly parameters: number;
  /** Of one image, forward. */
  readonly multiplyAdds?: number;
}

/** A model as it is after so many steps. */
export type ModelMoment = Pick<TrainedModel, 'run' | 'step'>;

/** Weights that the worker has kept, and the run as it was then. */
export interface KeptWeights {
  readonly step: number;
  /** Null where the visitor has removed it. */
  readonly run: Run | null;
  /** The weights themselves, where their worker has lost its device. */
  readonly file?: ArrayBuffer;
  /** Training goes on as soon as they are back. */
  readonly thenTrain?: boolean;
}

/** The denoising check: noised at each time step, predicted. */
export type DenoisingCheck =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'done';
      readonly timesteps: readonly number[];
      readonly corrupted: Pictures;
      readonly predicted: Pictures;
    }
  | Failed;

/** What the quality meter found of the model when it was asked last. */
export type QualityCheck =
  | { readonly kind: 'none' }
  | { readonly kind: 'measuring'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'done';
      readonly of: ModelMoment;
      readonly quality: Quality | null;
      readonly samples: Pictures;
      readonly nearest: Pictures;
      readonly distances: readonly number[];
    }
  | Failed;

/** The same noise under other wishes, or one picture edited: a frame of pictures for each way. */
export type ExploringPhase =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'drawing';
      readonly exploration: Exploration;
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly kind: 'done';
      readonly exploration: Exploration;
      readonly places: readonly number[];
      readonly frames: readonly Pictures[];
    }
  | (Failed & { readonly exploration: Exploration });

/** The same noise in ever fewer steps: a frame for each number of them. */
export interface FewSteps {
  readonly places: readonly number[];
  readonly frames: readonly Pictures[];
}

/** A model that was taught to jump: what it drew before, and what it draws since. */
export interface Jump {
  /** Id of the run that taught it. */
  readonly run: number;
  /** The visitor's settings of before, which a training from scratch goes back to. */
  readonly settings: LabConfig;
  readonly before: FewSteps;
  readonly after: FewSteps | null;
}

/** Layers of the network that the settings made when they were asked for; failed where they make none. */
export type Outline =
  { readonly kind: 'none' } | { readonly kind: 'done'; readonly layers: readonly LayerOutline[] } | Failed;

/** An image of the set under its number: bytes 0…255, [height, width, channels]. */
export interface PickedImage {
  readonly of: DatasetInfo;
  readonly index: number;
  readonly image: Uint8Array;
}

export interface LabState {
  readonly config: LabConfig;
  /** What the visitor had chosen where something had to give way to another choice; it comes back with the next change. */
  readonly gaveWay: Partial<LabConfig>;
  readonly history: History;
  /** URL names whose value made no sense; shown once as a quiet notice. */
  readonly ignored: readonly string[];
  readonly device: Device;
  readonly data: DataPhase;
  /** What is shown: the last that came, until another is here. */
  readonly dataset: DatasetInfo | null;
  /** The picked image, where it is none of those that came with the set. */
  readonly picked: PickedImage | null;
  readonly ownImages: OwnImages | null;
  readonly dataFiles: DataFiles;
  /** A picture drawn or dropped for the forward process, in the data set's shape; it stands in for the picked image. */
  readonly ownPicture: ImageBatch | null;
  readonly training: TrainingPhase;
  readonly model: TrainedModel | null;
  readonly modelFile: ModelFilePhase;
  /** What a file holds: the model that was saved or opened last. */
  readonly saved: ModelMoment | null;
  /** What can be gone back to after training has diverged. */
  readonly kept: KeptWeights | null;
  readonly storage: StoragePhase;
  /** How the browser keeps the present model: id of the run, and the step that was saved last. */
  readonly storedAs: { readonly id: string; readonly step: number } | null;
  /** The present or last run is the last of them. */
  readonly runs: readonly Run[];
  readonly sampling: SamplingPhase;
  readonly reels: Readonly<Record<Lane, Reel | null>>;
  /** A film that was kept as A, for what is drawn next to stand beside. */
  readonly pinned: Reel | null;
  /** The bundled recording, shown until the visitor's own model has drawn something. */
  readonly recorded: Reel | null;
  readonly check: DenoisingCheck;
  readonly quality: QualityCheck;
  readonly exploring: ExploringPhase;
  /** Null where the present model was not taught to jump on this page. */
  readonly jump: Jump | null;
  /** Words of the worker for the visitor; each is shown once. */
  readonly notices: readonly Notice[];
  readonly outline: Outline;
}

export const initialState: LabState = {
  config: defaultConfig,
  gaveWay: {},
  history: noHistory,
  ignored: [],
  device: { kind: 'opening' },
  data: idle,
  dataset: null,
  picked: null,
  ownImages: null,
  dataFiles: {},
  ownPicture: null,
  training: idle,
  model: null,
  modelFile: idle,
  saved: null,
  kept: null,
  storage: { kind: 'unknown' },
  storedAs: null,
  runs: [],
  sampling: idle,
  reels: { main: null, other: null },
  pinned: null,
  recorded: null,
  check: { kind: 'none' },
  quality: { kind: 'none' },
  exploring: { kind: 'none' },
  jump: null,
  notices: [],
  outline: { kind: 'none' },
};
