// Frames of pictures as one grid: each picture goes its way from left to right.
import type { Pictures } from '../../../lab/pictures';

/** @param frames all of as many pictures; null for none */
export function sideBySide(frames: readonly Pictures[]): Pictures | null {
  const [first] = frames;
  if (!first) return null;
  const { count, height, width, channels } = first;
  const size = height * width * channels;
  const bytes = new Uint8Array(frames.length * count * size);
  frames.forEach((frame, column) => {
    for (let row = 0; row < count; row++)
      bytes.set(frame.bytes.subarray(row * size, (row + 1) * size), (row * frames.length + column) * size);
  });
  return { ...first, count: count * frames.length, bytes };
}
