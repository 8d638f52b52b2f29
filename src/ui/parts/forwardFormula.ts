// The forward formula with the numbers of one place on the ruler put in, and those of one pixel.
import type { ProcessName } from '../../diffusion/process/index';
import type { Tables } from '../../diffusion/types';
import { texNumber, texValues } from '../hooks/texNumber';
import { named } from './symbols';

export interface FormulaText {
  readonly tex: string;
  readonly plain: string;
}

/** Of one pixel, a number for each channel, in the process's range. */
export interface MixedPixel {
  readonly x0: readonly number[];
  readonly noise: readonly number[];
}

export interface FormulaOptions {
  readonly tables: Tables;
  readonly process: ProcessName;
  readonly position: number;
  readonly format: (value: number) => string;
  readonly pixel?: MixedPixel | null;
}

/** The factors by their names, as TeX; the noise; what there is to say of it. */
const symbols = {
  gaussian: (t) => ({
    signal: `\\sqrt{\\bar\\alpha_{${t}}}`,
    noise: `\\sqrt{1-\\bar\\alpha_{${t}}}`,
    of: '\\varepsilon',
    plain: 'ε',
    aside: '',
  }),
  flow: () => ({ signal: '(1-t)', noise: 't', of: '\\varepsilon', plain: 'ε', aside: '' }),
  corrupt: () => ({ signal: '(1-a)', noise: 'a', of: 'u', plain: 'u', aside: ',\\quad u \\sim U(0, 1)' }),
} as const satisfies Record<ProcessName, (t: number) => Record<string, string>>;

/** The factors of the clean picture and of the noise at a place, 0…T. */
export const factorsAt = ({ signal, noise }: Tables, position: number): readonly [number, number] =>
  position === 0 ? [1, 0] : [signal[position - 1] ?? Number.NaN, noise[position - 1] ?? Number.NaN];

/** xₜ of a pixel, channel by channel. */
export const mixed = ({ x0, noise }: MixedPixel, [a, b]: readonly [number, number]): number[] =>
  x0.map((value, channel) => a * value + b * (noise[channel] ?? Number.NaN));

export function forwardFormula({ tables, process, position, format, pixel }: FormulaOptions): FormulaText {
  const values = (of: readonly number[], inProduct = true): string => texValues(of, format, inProduct);
  const plainly = (of: readonly number[]): string => of.map((value) => format(value)).join(', ');
  if (position === 0) {
    if (!pixel) return { tex: 'x_0', plain: 'x₀' };
    return { tex: `x_0 = ${values(pixel.x0, false)}`, plain: `x₀ = ${plainly(pixel.x0)}` };
  }
  const number = (value: number): string => texNumber(format(value));
  const factors = factorsAt(tables, position);
  const [signal, noise] = factors;
  const names = symbols[process](position);
  const mix = (image: string, x0: string, rest: string, of: string): string =>
    `${named('signal', image)}${x0} + ${named('noise', rest)}${of}`;
  const formula = `x_{${position}} = ${mix(names.signal, '\\,x_0', names.noise, `\\,${names.of}`)}`;
  const [signalNumber, noiseNumber] = [number(signal), number(noise)];
  if (!pixel) {
    return {
      tex: `${formula} = ${mix(signalNumber, '\\,x_0', noiseNumber, `\\,${names.of}`)}${names.aside}`,
      plain: `x = ${format(signal)}·x₀ + ${format(noise)}·${names.plain}`,
    };
  }
  const result = mixed(pixel, factors);
  const numbers = mix(
    signalNumber,
    `\\cdot ${values(pixel.x0)}`,
    noiseNumber,
    `\\cdot ${values(pixel.noise)}`,
  );
  return {
    tex: `${formula} = ${numbers} = ${values(result, false)}`,
    plain: `x = ${format(signal)}·(${plainly(pixel.x0)}) + ${format(noise)}·(${plainly(pixel.noise)}) = ${plainly(result)}`,
  };
}

/** What a network's x̂₀ of a pixel says of the noise there: ε̂ = (xₜ − signal·x̂₀) / noise. */
export function noiseFormula(
  { xt, guess }: { readonly xt: readonly number[]; readonly guess: readonly number[] },
  { tables, process, position, format }: Omit<FormulaOptions, 'pixel'>,
): FormulaText {
  const [signal, noise] = factorsAt(tables, position);
  const names = symbols[process](position);
  const result = xt.map((value, channel) => (value - signal * (guess[channel] ?? Number.NaN)) / noise);
  const fraction = (top: string, image: string, of: string, below: string): string =>
    `\\frac{${top} - ${named('signal', image)}${of}}{${named('noise', below)}}`;
  const number = (value: number): string => texNumber(format(value));
  const values = (of: readonly number[], inProduct = true): string => texValues(of, format, inProduct);
  return {
    tex: `\\hat ${names.of} = ${fraction(`x_{${position}}`, names.signal, '\\,\\hat x_0', names.noise)} = ${fraction(values(xt, false), number(signal), `\\cdot ${values(guess)}`, number(noise))} = ${values(result, false)}`,
    plain: `${names.plain}̂ = ${result.map((value) => format(value)).join(', ')}`,
  };
}
