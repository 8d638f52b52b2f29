// The decoder of one pixel as a curve: which values are near enough to have an area that can be seen.
import { pixelProbabilities, type Gaussian } from '../../../../diffusion/theory/bound';
import { normalDensity } from '../../../../diffusion/theory/twoGaussians';

export interface DecoderCurve {
  /** Values 0…255 and places between them. */
  readonly x: Float64Array;
  /** The area of the value that a place belongs to. */
  readonly areas: Float64Array;
  /** The density, times the width of a value. */
  readonly density: Float64Array;
}

const perValue = 20;
/** Values to either side of the mean, at least. */
const least = 7;
/** Half of the distance of two values, in −1…1. */
const half = 1 / 255;

/** @param value of −1…1, as the picture has it. @returns 0…255 */
export const levelOf = (value: number): number => Math.min(255, Math.max(0, Math.round((value + 1) * 127.5)));

export function decoderCurve(gaussian: Gaussian, level: number): DecoderCurve {
  const centre = levelOf(gaussian.mean);
  const sigma = Math.exp(gaussian.logVariance / 2) * 127.5;
  const around = Math.max(least, Math.ceil(4 * sigma));
  const low = Math.max(0, Math.min(centre - around, level - 2));
  const high = Math.min(255, Math.max(centre + around, level + 2));
  const places = (high - low) * perValue + 1;
  const x = Float64Array.from({ length: places }, (_, i) => low + i / perValue);
  const probabilities = pixelProbabilities(gaussian);
  return {
    x,
    areas: x.map((at) => probabilities[Math.min(255, Math.max(0, Math.round(at)))] ?? 0),
    density: x.map((at) => normalDensity(at / 127.5 - 1, gaussian) * 2 * half),
  };
}
