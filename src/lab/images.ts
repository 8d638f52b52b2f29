// Pictures as plain numbers: what the data sets, the worker and the page hand to each other.
import type { LabConfig } from './fields';

/** The settings that say which images are trained on. */
export type ImageSettings = Pick<LabConfig, 'dataset' | 'padImages'>;

export const sameImages = (a: ImageSettings, b: ImageSettings): boolean =>
  a.dataset === b.dataset && a.padImages === b.padImages;

/** Of one picture. */
export interface PictureShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Pixels of a grid of pictures: [count, height, width, channels], float32, model range (−1…1). */
export interface ImageBatch extends PictureShape {
  readonly count: number;
  readonly pixels: Float32Array;
}

/** The visitor's own pictures, brought to one size: bytes 0…255, [count, height, width, channels]. */
export interface OwnImages extends PictureShape {
  readonly images: Uint8Array;
  /** Left out where all are of one class without a name. */
  readonly classes?: OwnClasses;
}

export interface OwnClasses {
  readonly names: readonly string[];
  /** [count], each an index into `names`. */
  readonly labels: Uint8Array;
}
