// The visitor's own schedule: a monotone cubic through handles on ᾱ (Fritsch & Butland 1984, the PCHIP of
// SciPy and MATLAB), which never overshoots its handles, so that ᾱ falls everywhere when the handles do.
import { LabError } from '../../lab/errors';

/** Slope at the ends: the three-point formula, kept monotone (Moler, "Numerical Computing with MATLAB", 3.4). */
function endSlope(near: number, far: number): number {
  const slope = (3 * near - far) / 2;
  if (Math.sign(slope) !== Math.sign(near)) return 0;
  return Math.sign(near) !== Math.sign(far) && Math.abs(slope) > 3 * Math.abs(near) ? 3 * near : slope;
}

/** Slopes at the handles, per handle interval. */
function pchipSlopes(values: readonly number[]): number[] {
  const rises = values.slice(1).map((value, i) => value - (values[i] ?? Number.NaN));
  const rise = (i: number): number => rises[i] ?? Number.NaN;
  if (rises.length === 1) return [rise(0), rise(0)];
  return values.map((_, i) => {
    if (i === 0) return endSlope(rise(0), rise(1));
    if (i === rises.length) return endSlope(rise(i - 1), rise(i - 2));
    const [before, after] = [rise(i - 1), rise(i)];
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
}

/** The monotone cubic through `values` at equally spaced places of 0…1, as a function on 0…1. */
export function monotoneCubic(values: readonly number[]): (t: number) => number {
  const slopes = pchipSlopes(values);
  const intervals = values.length - 1;
  return (t) => {
    const left = Math.min(Math.max(Math.floor(t * intervals), 0), intervals - 1);
    const u = t * intervals - left;
    const [y0, y1] = [values[left] ?? Number.NaN, values[left + 1] ?? Number.NaN];
    const [d0, d1] = [slopes[left] ?? Number.NaN, slopes[left + 1] ?? Number.NaN];
    // Cubic Hermite form, written from the nearer end so that the handles themselves come out exactly.
    return u < 0.5
      ? y0 + u * (d0 + u * (3 * (y1 - y0) - 2 * d0 - d1 + u * (2 * (y0 - y1) + d0 + d1)))
      : y1 - (1 - u) * (d1 - (1 - u) * (2 * d1 + d0 - 3 * (y1 - y0) + (1 - u) * (2 * (y1 - y0) - d0 - d1)));
  };
}

/**
 * β of a curve of ᾱ over the time ruler: handle k of K stands at t = k / (K − 1), the clean image at t = 0,
 * table index i at t = (i + 1) / T. The last handle may be 0.
 * @throws LabError `bad-setting` when a handle is outside 0…1 or not below the one before it.
 */
export function curveBetas(curve: readonly number[], timesteps: number): Float64Array {
  const refuse = (reason: string): never => {
    throw new LabError(
      'bad-setting',
      `curve is ${curve.join(', ')}, expected ᾱ that falls from at most 1: ${reason}.`,
      { reason: { name: 'curve-falls', values: {} } },
    );
  };
  if (curve.length < 2) refuse('two handles are the least');
  curve.forEach((value, i) => {
    if (!(value >= 0 && value <= 1)) refuse(`${value} is not within 0 and 1`);
    if (i > 0 && value >= (curve[i - 1] ?? 1)) refuse(`${value} is not below the value before it`);
  });
  const at = monotoneCubic(curve);
  let previous = 1;
  return Float64Array.from({ length: timesteps }, (_, i) => {
    const alphaCumprod = at((i + 1) / timesteps);
    const beta = 1 - alphaCumprod / previous;
    if (!(beta > 1e-12)) refuse(`it is too flat around t = ${((i + 1) / timesteps).toFixed(3)}`);
    previous = alphaCumprod;
    return beta;
  });
}
