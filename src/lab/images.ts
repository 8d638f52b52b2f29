// Pictures as plain numbers: what the data sets, the worker and the page hand to each other.

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
}
