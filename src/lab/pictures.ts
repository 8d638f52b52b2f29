// Pictures as the page keeps them: bytes with the range they span. A quarter of the worker's float32, so that a
// film of many steps stays small.
import type { ImageBatch, PictureShape } from './images';

/** Pixels of a grid of pictures, [count, height, width, channels]; byte 0 is `low`, byte 255 is `high`. */
export interface Pictures {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly low: number;
  readonly high: number;
  readonly bytes: Uint8Array;
}

/** Quantises values to bytes; what lies outside [low, high] is clipped. */
export function toPictures(batch: ImageBatch, low = -1, high = 1): Pictures {
  const { count, height, width, channels, pixels } = batch;
  const bytes = new Uint8Array(pixels.length);
  const scale = 255 / (high - low);
  for (let i = 0; i < bytes.length; i += 1) {
    const level = ((pixels[i] ?? 0) - low) * scale;
    bytes[i] = level <= 0 ? 0 : level >= 255 ? 255 : Math.round(level);
  }
  return { count, height, width, channels, low, high, bytes };
}

/** Values of one picture, [height, width, channels]. */
export function pictureValues(pictures: Pictures, index: number): Float32Array {
  const { height, width, channels, low, high, bytes } = pictures;
  const size = height * width * channels;
  const values = new Float32Array(size);
  for (let i = 0; i < size; i += 1) {
    values[i] = low + ((bytes[index * size + i] ?? 0) / 255) * (high - low);
  }
  return values;
}

/** Bytes of a data set or of the visitor's own files, as pictures in the model's range. */
export const fromBytes = (shape: PictureShape, bytes: Uint8Array): Pictures => ({
  count: Math.floor(bytes.length / (shape.height * shape.width * shape.channels)),
  height: shape.height,
  width: shape.width,
  channels: shape.channels,
  low: -1,
  high: 1,
  bytes,
});
