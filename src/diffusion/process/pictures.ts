// Pictures on their way into the noise, whatever the process. Pictures here are in −1…1, as pages and files have them;
// inside a process they may have another range.
import { gaussians, streams, uniforms } from '../random';
import type { Tables } from '../types';
import { qSample } from './forward';
import type { PixelRange, Process } from './process';

type Values = Float32Array | Float64Array;

/** −1…1 to the process's range; the same array where that is −1…1. */
export const toRange = <V extends Values>(pixels: V, { low, high }: PixelRange): V =>
  low === -1 && high === 1 ? pixels : (pixels.map((value) => low + ((value + 1) / 2) * (high - low)) as V);

/** The opposite of {@link toRange}. */
export const fromRange = <V extends Values>(pixels: V, { low, high }: PixelRange): V =>
  low === -1 && high === 1 ? pixels : (pixels.map((value) => (2 * (value - low)) / (high - low) - 1) as V);

/** The process's own noise for a picture of `size` numbers. @param step tells several pictures of one seed apart */
export const pictureNoise = ({ noise }: Process, seed: number, size: number, step = 0): Float64Array =>
  noise === 'uniform'
    ? uniforms({ seed, stream: streams.corruption, step }, size)
    : gaussians({ seed, stream: streams.forwardNoise, step }, size);

/**
 * A picture at a place of the time ruler, in −1…1 and beyond where noise takes it there.
 * @param position 0 (clean) … T
 */
export function noisedAt(
  process: Process,
  tables: Tables,
  clean: Values,
  noise: Float64Array,
  position: number,
): Values {
  if (position === 0) return clean;
  return fromRange(qSample(tables, toRange(clean, process.range), position - 1, noise), process.range);
}
