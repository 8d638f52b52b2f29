// What crosses the border between the page and the worker of the plane: plain data.
import type { CloudFrame } from '../diffusion/plane/sample';
import type { PlaneSet } from '../diffusion/plane/sets';
import type { Failure } from '../lab/errors';
import type { LabConfig } from '../lab/fields';

export type PlaneCommand =
  | { readonly type: 'train'; readonly set: PlaneSet; readonly config: LabConfig; readonly steps: number }
  | { readonly type: 'stop' }
  /** Draws `count` points with the present model, by the sampler of `config`. */
  | { readonly type: 'sample'; readonly config: LabConfig; readonly count: number };

export type PlaneEvent =
  | {
      readonly type: 'trained';
      readonly step: number;
      readonly steps: number;
      /** Of the steps since the last news. */
      readonly losses: readonly number[];
      /** Of the averaged model. */
      readonly parameters: Float64Array;
      /** No more comes: it was stopped, or has come to its end. */
      readonly ended: boolean;
    }
  | { readonly type: 'sampled'; readonly frames: readonly CloudFrame[] }
  | ({ readonly type: 'failed' } & Failure);
