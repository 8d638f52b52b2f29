// The forward process as the page draws it: a clean picture at any place of the time ruler.
import type { ImageBatch } from '../../lab/images';

/** Places of n frames, evenly from the clean image to x_T. */
export const stripPositions = (frames: number, timesteps: number): number[] =>
  Array.from({ length: frames }, (_, i) => Math.round((i * timesteps) / (frames - 1)));

/** Places that the visitor chose, as fractions of T; in ascending order, none twice. */
export const ownPositions = (places: readonly number[], timesteps: number): number[] =>
  [...new Set(places.map((place) => Math.round(place * timesteps)))].toSorted((a, b) => a - b);

/** Which of the places is nearest to the cursor. */
export function nearestIndex(positions: readonly number[], position: number): number {
  let best = 0;
  for (const [i, place] of positions.entries()) {
    if (Math.abs(place - position) < Math.abs((positions[best] ?? 0) - position)) best = i;
  }
  return best;
}

/** One batch out of single pictures of one shape. */
export function toBatch(
  shape: Pick<ImageBatch, 'height' | 'width' | 'channels'>,
  pictures: readonly ArrayLike<number>[],
): ImageBatch {
  const size = shape.height * shape.width * shape.channels;
  const pixels = new Float32Array(size * pictures.length);
  for (const [i, picture] of pictures.entries()) pixels.set(picture, i * size);
  const { height, width, channels } = shape;
  return { count: pictures.length, height, width, channels, pixels };
}
