// The best linear denoiser (Wiener's): x̂₀ = μ + signal·Σ·(signal²·Σ + noise²·I)⁻¹·(x − signal·μ), with the mean μ and the
// covariance Σ of the set. It is the perfect one for Gaussian pictures. Colour channels are taken each by itself.
import { factorise, solve } from './cholesky';
import { half, pictureSize, type Denoising, type NoiseLevel, type PictureSet } from './denoiser';

/** Mean and covariance of a set, gathered block by block. */
export interface Moments {
  add(from: number, to: number): void;
  /** Of a channel, in −1…1: the mean, and the covariance as a full matrix, row by row. */
  of(channel: number): { readonly mean: Float64Array; readonly covariance: Float64Array };
  readonly count: number;
}

export function gatherMoments(set: PictureSet): Moments {
  const { images, channels } = set;
  const size = pictureSize(set);
  const places = size / channels;
  // Sums of whole numbers: exact.
  const sums = Array.from({ length: channels }, () => new Float64Array(places));
  const products = Array.from({ length: channels }, () => new Float64Array(places * places));
  const lit = new Int32Array(places);
  const bytes = new Float64Array(places);
  let seen = 0;
  return {
    get count() {
      return seen;
    },
    add(from, to) {
      for (let index = from; index < to; index += 1) {
        for (let channel = 0; channel < channels; channel += 1) {
          const [sum, product] = [sums[channel]!, products[channel]!];
          let count = 0;
          for (let place = 0; place < places; place += 1) {
            const byte = images[index * size + place * channels + channel]!;
            if (byte === 0) continue;
            lit[count] = place;
            bytes[count] = byte;
            count += 1;
            sum[place]! += byte;
          }
          // The lower half; the upper mirrors it.
          for (let i = 0; i < count; i += 1) {
            const row = lit[i]! * places;
            const byte = bytes[i]!;
            for (let j = 0; j <= i; j += 1) product[row + lit[j]!]! += byte * bytes[j]!;
          }
        }
        seen += 1;
      }
    },
    of(channel) {
      const [sum, product] = [sums[channel]!, products[channel]!];
      const covariance = new Float64Array(places * places);
      for (let i = 0; i < places; i += 1) {
        for (let j = 0; j <= i; j += 1) {
          const value = (product[i * places + j]! / seen - (sum[i]! / seen) * (sum[j]! / seen)) / half ** 2;
          covariance[i * places + j] = value;
          covariance[j * places + i] = value;
        }
      }
      return { mean: sum.map((value) => value / seen / half - 1), covariance };
    },
  };
}

/** x̂₀ of each noised picture, from moments as far as they have been gathered. */
export function linearOriginals(
  moments: Moments,
  xs: readonly Float64Array[],
  { signal, noise }: NoiseLevel,
  channels: number,
): Float64Array[] {
  const results = xs.map((x) => new Float64Array(x.length));
  for (let channel = 0; channel < channels; channel += 1) {
    const { mean, covariance } = moments.of(channel);
    const places = mean.length;
    const matrix = covariance.map((value) => signal * signal * value);
    for (let i = 0; i < places; i += 1) matrix[i * places + i]! += noise * noise;
    factorise(matrix, places);
    for (const [number, x] of xs.entries()) {
      const difference = mean.map((value, place) => (x[place * channels + channel] ?? 0) - signal * value);
      const solved = solve(matrix, places, difference);
      const result = results[number]!;
      for (let i = 0; i < places; i += 1) {
        let sum = 0;
        for (let j = 0; j < places; j += 1) sum += covariance[i * places + j]! * solved[j]!;
        result[i * channels + channel] = mean[i]! + signal * sum;
      }
    }
  }
  return results;
}

export function linearDenoising(set: PictureSet, xs: readonly Float64Array[], level: NoiseLevel): Denoising {
  const moments = gatherMoments(set);
  return {
    add: (from, to) => moments.add(from, to),
    originals: () => linearOriginals(moments, xs, level, set.channels),
  };
}
