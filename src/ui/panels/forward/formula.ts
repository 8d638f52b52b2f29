// The forward formula with the numbers of one place on the ruler put in.
import type { ProcessName } from '../../../diffusion/process/index';
import type { Tables } from '../../../diffusion/types';
import { texNumber } from '../../hooks/texNumber';
import { named } from '../../parts/symbols';

export interface FormulaText {
  readonly tex: string;
  readonly plain: string;
}

export interface FormulaOptions {
  readonly tables: Tables;
  readonly process: ProcessName;
  readonly position: number;
  readonly format: (value: number) => string;
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

export function forwardFormula({ tables, process, position, format }: FormulaOptions): FormulaText {
  if (position === 0) return { tex: 'x_0', plain: 'x₀' };
  const number = (value: number): string => texNumber(format(value));
  const [signal, noise] = [tables.signal[position - 1] ?? 0, tables.noise[position - 1] ?? 0];
  const names = symbols[process](position);
  const mix = (image: string, rest: string): string =>
    `${named('signal', image)}\\,x_0 + ${named('noise', rest)}\\,${names.of}`;
  const formula = mix(names.signal, names.noise);
  const numbers = mix(number(signal), number(noise));
  return {
    tex: `x_{${position}} = ${formula} = ${numbers}${names.aside}`,
    plain: `x = ${format(signal)}·x₀ + ${format(noise)}·${names.plain}`,
  };
}
