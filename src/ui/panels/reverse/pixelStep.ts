// What a pixel's x was made of in one step of a film: each factor of the update with the number that it stands before.
import type { ReelFrame } from '../../../store/reel';

export interface StepTerm {
  /** Of a register of the sampler. */
  readonly name: string;
  readonly factor: number;
  /** A number for each channel. */
  readonly values: readonly number[];
}

export interface PixelStep {
  readonly terms: readonly StepTerm[];
  readonly result: readonly number[];
}

/** What a film does not keep: the halves of a step that asks the network twice. */
const halves = ['xStart', 'x0Start', 'epsStart'];

/** Rounding of float32, and no more. */
const tolerance = 1e-3;

/**
 * @param index of the frame that the step made @param sample of those in the frame @param place row · width + column
 * @returns null where the film does not hold all that the step was made of
 */
export function pixelStep(
  frames: readonly ReelFrame[],
  index: number,
  { sample, place }: { readonly sample: number; readonly place: number },
): PixelStep | null {
  const frame = frames[index];
  const before = frames[index - 1];
  if (!frame || before?.step !== frame.step - 1) return null;
  const factors = Object.entries(frame.coefficients).filter(([, factor]) => factor !== 0);
  if (factors.length === 0 || factors.some(([name]) => halves.includes(name))) return null;
  const { height, width, channels } = frame.xt;
  const at = (sample * height * width + place) * channels;
  const of = (
    from: ReelFrame | undefined,
    name: 'xt' | 'predOriginalSample' | 'predEpsilon',
  ): number[] | null => {
    const values = from?.exact?.[name];
    return values ? [...values.subarray(at, at + channels)] : null;
  };
  const held: Readonly<Record<string, number[] | null>> = {
    x: of(before, 'xt'),
    x0: of(frame, 'predOriginalSample'),
    eps: of(frame, 'predEpsilon'),
    x0Previous: of(before, 'predOriginalSample'),
    x0Previous2: of(frames[index - 2], 'predOriginalSample'),
    epsPrevious: of(before, 'predEpsilon'),
    epsPrevious2: of(frames[index - 2], 'predEpsilon'),
    epsPrevious3: of(frames[index - 3], 'predEpsilon'),
  };
  const result = of(frame, 'xt');
  const known = factors.flatMap(([name, factor]) => {
    const values = held[name];
    return name !== 'noise' && values ? [{ name, factor, values }] : [];
  });
  const strength = frame.coefficients.noise ?? 0;
  if (!result || known.length < factors.length - (strength === 0 ? 0 : 1)) return null;
  const rest = result.map((value, channel) =>
    known.reduce((left, { factor, values }) => left - factor * (values[channel] ?? Number.NaN), value),
  );
  // Fresh noise is not in the film: it is what is left.
  if (strength !== 0) {
    const noise = { name: 'noise', factor: strength, values: rest.map((value) => value / strength) };
    return { terms: [...known, noise], result };
  }
  return rest.every((value) => Math.abs(value) < tolerance) ? { terms: known, result } : null;
}
