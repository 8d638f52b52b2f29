// What crosses the border between the page and the worker: plain data and transferred typed arrays only.
// Every message carries the number of the request it belongs to, so that answers to a stale one can be dropped.
import type { FiledDataset } from '../datasets/registry';
import type { UntrainedName } from '../diffusion/denoisers/names';
import type { Fetching } from '../datasets/types';
import type { BrowsedImages, Browsing } from '../lab/browsing';
import type { Failure } from '../lab/errors';
import type { Exploration } from '../lab/explorations';
import type { LabConfig } from '../lab/fields';
import type { ImageBatch, OwnImages, PictureShape } from '../lab/images';
import type { HandoverFormat } from '../lab/handover';
import type { History } from '../lab/history';
import type { InsideSight } from '../lab/inside';
import type { KeptSet, StoredRun } from '../lab/stored';
import type { Quality } from '../lab/quality';
import type { LayerOutline, Notice, SampleFrame, StepReport } from '../lab/reports';

/** Files of data sets that the visitor has opened: they are asked before any other place. */
export type DataFiles = Readonly<Partial<Record<FiledDataset, readonly File[]>>>;

/** Where a chain of the reverse process starts. */
export type SampleStart =
  | { readonly kind: 'noise' }
  /** `image` ([height, width, channels]) noised to time step `timestep`; every sample gets its own noise. */
  | { readonly kind: 'half-noised'; readonly image: Float32Array; readonly timestep: number };

/** What is remembered of earlier tuning, by adapter; `off` keeps the default programs. */
export type Tunings = Readonly<Record<string, string>> | 'off';

export type WorkerCommand = { readonly request: number } & (
  | { readonly type: 'open'; readonly force?: 'webgl' | 'none'; readonly tunings?: Tunings }
  | {
      readonly type: 'load-data';
      readonly config: LabConfig;
      readonly own?: OwnImages;
      readonly files?: DataFiles;
    }
  /** Images of the set that is here. */
  | { readonly type: 'browse'; readonly what: Browsing }
  /** Starts a training run with fresh weights, or goes on with the present ones. */
  | { readonly type: 'train'; readonly config: LabConfig; readonly fresh: boolean }
  /** Teaches the present model to jump: a run of its own, on samples that the model draws first. */
  | { readonly type: 'teach'; readonly config: LabConfig }
  | { readonly type: 'pause' }
  /** Goes on, with the settings that a run can take over. */
  | { readonly type: 'resume'; readonly config: LabConfig }
  /** What a run can take over of other settings acts from its next step on. */
  | { readonly type: 'follow'; readonly config: LabConfig }
  /** One training step, with the settings that a run can take over, then paused again. */
  | { readonly type: 'step'; readonly config: LabConfig }
  | { readonly type: 'stop' }
  /** The tab may soon be thrown away: the run is saved after its present step. */
  | { readonly type: 'keep' }
  /** Goes back to the weights of the last `kept`. */
  | { readonly type: 'restore' }
  | {
      readonly type: 'sample';
      readonly config: LabConfig;
      readonly start: SampleStart;
      readonly lane: SampleLane;
    }
  /** The model's x̂₀ for clean images noised at `timestep` with seed `seed`. */
  | {
      readonly type: 'denoise';
      readonly config: LabConfig;
      readonly timesteps: readonly number[];
      readonly images: ImageBatch;
      readonly seed: number;
    }
  /** What the layers of the model compute for one clean picture, noised at `timestep` (0…T−1) with seed `seed`. */
  | {
      readonly type: 'inside';
      readonly timestep: number;
      readonly image: ImageBatch;
      readonly seed: number;
    }
  /** The layers of the network that a configuration asks for; needs no GPU. Fails where the settings make none. */
  | { readonly type: 'outline'; readonly config: LabConfig }
  /** Draws `count` samples and has them judged, at rest; tells their nearest training images. */
  | { readonly type: 'assess'; readonly config: LabConfig; readonly count: number }
  /** The same noise under other wishes, or one picture edited: a frame of pictures for each way. */
  | { readonly type: 'explore'; readonly config: LabConfig; readonly exploration: Exploration }
  /**
   * What denoisers without training say of a noised picture `x`, in the process's range, from at most `seen` pictures of the
   * set: a first answer of each soon, then the last. Needs no GPU.
   */
  | {
      readonly type: 'untrained';
      readonly config: LabConfig;
      readonly which: readonly UntrainedName[];
      /** Side of the patch-wise one's window, odd. */
      readonly patch: number;
      readonly seen: number;
      readonly x: Float32Array;
      /** Table index 0…T−1. */
      readonly timestep: number;
    }
  /** Draws with one of them, by the sampler of the settings. */
  | {
      readonly type: 'draw-untrained';
      readonly config: LabConfig;
      readonly which: UntrainedName;
      readonly patch: number;
      readonly seen: number;
      readonly count: number;
    }
  /** The pictures of the set that are nearest to some, in −1…1. Needs no GPU. */
  | { readonly type: 'find-nearest'; readonly config: LabConfig; readonly pictures: ImageBatch }
  | { readonly type: 'save' }
  /** The model in a form for other programs. */
  | { readonly type: 'hand-over'; readonly format: HandoverFormat }
  /** A file; `config` is for weights that say nothing of themselves, `changes` are in settings that a run keeps otherwise. */
  | {
      readonly type: 'load';
      /** A file of ours, weights alone, or a zip archive of a diffusers folder. */
      readonly checkpoint: ArrayBuffer;
      /** Configurations by the names of the files that were opened together with weights. */
      readonly beside?: Readonly<Record<string, Uint8Array>>;
      readonly config?: LabConfig;
      readonly changes?: Partial<LabConfig>;
    }
  /** A run that the browser keeps. */
  | { readonly type: 'open-run'; readonly id: string; readonly changes?: Partial<LabConfig> }
  | { readonly type: 'list-runs' }
  | { readonly type: 'read-run'; readonly id: string }
  | { readonly type: 'name-run'; readonly id: string; readonly name: string }
  | { readonly type: 'remove-run'; readonly id: string }
  /** The data sets that the browser keeps. */
  | { readonly type: 'list-data' }
  | { readonly type: 'remove-data'; readonly dataset: FiledDataset }
);

/** Two samplers can be compared side by side: each result says to which side it belongs. */
export type Lane = 'main' | 'other';

/** The map of paths draws its own. */
export type SampleLane = Lane | 'map';

export type Stage = 'data' | 'pairs' | 'compile' | 'first-step' | 'self-test';

export interface DatasetInfo extends PictureShape {
  readonly name: string;
  readonly count: number;
  readonly classNames: readonly string[];
  readonly credit: string;
  /** The first images with labels, for the picker: bytes 0…255, [n, height, width, channels]. */
  readonly preview: Uint8Array;
  readonly previewLabels: Uint8Array;
  /** Why the set that was asked for could not be had, where the strokes stand in for it. */
  readonly refused?: Failure;
}

export type BackendName = 'webgpu' | 'webgl' | 'cpu' | 'none';

export type WorkerEvent = { readonly request: number } & (
  | {
      readonly type: 'opened';
      readonly backend: BackendName;
      readonly adapter: string;
      readonly reason?: string;
      /** A training step of the opening recipe on this device, roughly, in milliseconds. */
      readonly stepMs?: number;
      /** WebGPU is there, but the processor does its work. */
      readonly software?: boolean;
    }
  /** The fastest programs for this adapter, to be remembered. */
  | { readonly type: 'tuned'; readonly adapter: string; readonly text: string }
  | { readonly type: 'data'; readonly info: DatasetInfo }
  | ({ readonly type: 'browsed' } & BrowsedImages)
  | {
      readonly type: 'progress';
      readonly stage: Stage;
      readonly done: number;
      readonly total: number;
      /** The file that is on its way. */
      readonly fetching?: Fetching;
    }
  /** A run begins with fresh weights or goes on; with which settings, and a model for pictures of which shape. */
  | {
      readonly type: 'training';
      readonly fresh: boolean;
      readonly config: LabConfig;
      readonly parameters: number;
      /** Of one image, forward. */
      readonly multiplyAdds?: number;
      readonly shape: PictureShape;
      readonly classNames: readonly string[];
      /** It teaches a model to jump: what that drew before, a frame for each number of steps. */
      readonly before?: { readonly places: readonly number[]; readonly frames: readonly ImageBatch[] };
    }
  | { readonly type: 'report'; readonly report: StepReport }
  /** A row of the learning film: the fixed seeds denoised with the present (EMA) weights. */
  | { readonly type: 'preview'; readonly step: number; readonly images: ImageBatch }
  /** The weights after this step are kept in the worker, in the place of earlier ones. */
  | { readonly type: 'kept'; readonly step: number }
  /** The device can be used no more: here are the weights of the last `kept`, as a file for another worker. */
  | { readonly type: 'rescued'; readonly checkpoint: ArrayBuffer }
  /** The kept weights are back, and training rests at their step. */
  | { readonly type: 'restored'; readonly step: number }
  | { readonly type: 'paused'; readonly step: number }
  | { readonly type: 'trained'; readonly step: number; readonly stopped: boolean }
  | { readonly type: 'frame'; readonly lane: SampleLane; readonly frame: SampleFrame<ImageBatch> }
  | { readonly type: 'sampled'; readonly lane: SampleLane }
  | {
      readonly type: 'denoised';
      readonly timesteps: readonly number[];
      readonly corrupted: ImageBatch;
      readonly predicted: ImageBatch;
    }
  | ({ readonly type: 'inside' } & InsideSight)
  | { readonly type: 'outline'; readonly layers: readonly LayerOutline[] }
  /** What the meter found while training. */
  | { readonly type: 'measured'; readonly quality: Quality }
  /** How far the meter is, in samples. */
  | { readonly type: 'assessing'; readonly done: number; readonly total: number }
  /** Some of the samples, and beside each the training image nearest to it; no quality where the set has no judge. */
  | {
      readonly type: 'assessed';
      readonly quality: Quality | null;
      readonly samples: ImageBatch;
      readonly nearest: ImageBatch;
      readonly distances: readonly number[];
    }
  | { readonly type: 'exploring'; readonly done: number; readonly total: number }
  | {
      readonly type: 'explored';
      readonly places: readonly number[];
      readonly frames: readonly ImageBatch[];
    }
  | {
      readonly type: 'untrained';
      readonly which: UntrainedName;
      /** Pictures of the set that it is from. */
      readonly seen: number;
      readonly original: ImageBatch;
      /** Of the perfect one: who pulls, the strongest first, and how many pictures share the answer. */
      readonly pulls?: { readonly weights: readonly number[]; readonly pictures: ImageBatch };
      readonly sharers?: number;
    }
  /** The last news of a drawing has the pictures of the set that are nearest to the samples. */
  | {
      readonly type: 'untrained-drawn';
      readonly which: UntrainedName;
      readonly done: number;
      readonly total: number;
      readonly samples: ImageBatch;
      readonly nearest?: ImageBatch;
      readonly distances?: readonly number[];
    }
  | {
      readonly type: 'nearest-found';
      readonly nearest: ImageBatch;
      readonly distances: readonly number[];
    }
  | { readonly type: 'saved'; readonly checkpoint: ArrayBuffer }
  | { readonly type: 'handed-over'; readonly file: ArrayBuffer }
  | {
      readonly type: 'loaded';
      readonly config: LabConfig;
      readonly step: number;
      readonly parameters: number;
      /** Of one image, forward. */
      readonly multiplyAdds?: number;
      readonly shape: PictureShape;
      readonly classNames: readonly string[];
      readonly history?: History;
      /** Id of the run that the browser keeps it as from now on; another one where that was in use elsewhere. */
      readonly stored?: string;
    }
  /** The runs that the browser keeps; null where it keeps nothing. */
  | { readonly type: 'runs'; readonly runs: readonly StoredRun[] | null }
  | {
      readonly type: 'run-read';
      readonly config: LabConfig;
      readonly step: number;
      readonly history: History;
    }
  /** The data sets that the browser keeps; null where it keeps nothing. */
  | { readonly type: 'kept-data'; readonly sets: readonly KeptSet[] | null }
  /** The run that trains has been saved in the browser's storage. */
  | { readonly type: 'stored'; readonly run: StoredRun }
  /** The worker holds this lock as long as it lives. */
  | { readonly type: 'alive'; readonly lock: string }
  | ({ readonly type: 'notice' } & Notice)
  | ({ readonly type: 'failed' } & Failure)
);

export type Post = (event: WorkerEvent, transfer?: Transferable[]) => void;
