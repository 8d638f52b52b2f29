// The Markov chain for the page: the same links as `forwardChain`, in one pass over prepared noise and without
// making an array for each link, so that a thousand links fit into a frame of animation.
import type { Tables } from '../types';
import { scaleAt } from './forward';

export interface ChainStation {
  /** Place on the time ruler, 0 (clean) … T. */
  readonly position: number;
  readonly x: Float32Array;
  /** The ε that takes x₀ here in one jump. */
  readonly accumulatedNoise: Float32Array;
}

/**
 * x at some places of the chain x₀ → x_T (DDPM eq. 2, link by link).
 * @param noise standard normal, [T, size of x₀]: one row for each link
 * @param positions places on the time ruler, ascending
 */
export function chainStations(
  tables: Tables,
  x0: Float32Array,
  noise: Float32Array,
  positions: readonly number[],
): ChainStation[] {
  const size = x0.length;
  const x = Float64Array.from(x0);
  const stations: ChainStation[] = [];
  let done = 0;
  for (const position of positions) {
    for (; done < position; done += 1) {
      const beta = tables.betas[done] ?? Number.NaN;
      const length = scaleAt(tables, done);
      const kept = (length * Math.sqrt(1 - beta)) / scaleAt(tables, done - 1);
      const added = length * Math.sqrt(beta);
      const row = done * size;
      for (let i = 0; i < size; i += 1) x[i] = kept * (x[i] ?? 0) + added * (noise[row + i] ?? 0);
    }
    const signal = position === 0 ? 1 : (tables.signal[position - 1] ?? Number.NaN);
    const sigma = position === 0 ? 0 : (tables.noise[position - 1] ?? Number.NaN);
    stations.push({
      position,
      x: Float32Array.from(x),
      // xₜ = signal · x₀ + sigma · ε, solved for ε.
      accumulatedNoise: x0.map((value, i) => (sigma === 0 ? 0 : ((x[i] ?? 0) - signal * value) / sigma)),
    });
  }
  return stations;
}
