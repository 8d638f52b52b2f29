// The update of one sampler step as a formula with its factors.
import { texNumber, texValues } from '../../hooks/texNumber';
import type { PixelStep } from './pixelStep';

const names: Readonly<Record<string, string>> = {
  x: 'x_t',
  x0: '\\hat x_0',
  eps: '\\hat\\varepsilon',
  x0Previous: "\\hat x_0'",
  x0Previous2: "\\hat x_0''",
  epsPrevious: "\\hat\\varepsilon'",
  epsPrevious2: "\\hat\\varepsilon''",
  epsPrevious3: "\\hat\\varepsilon'''",
  xStart: 'x_{\\mathrm{start}}',
  x0Start: '\\hat x_{0,\\mathrm{start}}',
  epsStart: '\\hat\\varepsilon_{\\mathrm{start}}',
  noise: 'z',
};

export interface StepFormula {
  readonly tex: string;
  readonly plain: string;
}

/** Terms with a factor of 0 are left out; null when nothing is left. */
export function stepFormula(
  coefficients: Readonly<Record<string, number>>,
  format: (value: number) => string,
): StepFormula | null {
  const terms = Object.entries(coefficients).filter(([, factor]) => Number.isFinite(factor) && factor !== 0);
  if (terms.length === 0) return null;
  const join = (write: (name: string, size: string) => string): string =>
    terms
      .map(([name, factor], i) => {
        const sign = factor < 0 ? (i === 0 ? '-' : ' - ') : i === 0 ? '' : ' + ';
        return sign + write(name, format(Math.abs(factor)));
      })
      .join('');
  return {
    tex: `x_{\\mathrm{next}} = ${join((name, size) => `${texNumber(size)}\\,${names[name] ?? `\\mathrm{${name}}`}`)}`,
    plain: `x ← ${join((name, size) => `${size}·${name}`)}`,
  };
}

/** The same with the numbers of one pixel in the places of the symbols. */
export function pixelFormula({ terms, result }: PixelStep, format: (value: number) => string): StepFormula {
  const join = (write: (size: string, values: readonly number[]) => string): string =>
    terms
      .map(({ factor, values }, i) => {
        const sign = factor < 0 ? (i === 0 ? '-' : ' - ') : i === 0 ? '' : ' + ';
        return sign + write(format(Math.abs(factor)), values);
      })
      .join('');
  const plainly = (values: readonly number[]): string => values.map((value) => format(value)).join(', ');
  return {
    tex: `${join((size, values) => `${texNumber(size)}\\cdot ${texValues(values, format, true)}`)} = ${texValues(result, format, false)}`,
    plain: `${join((size, values) => `${size}·(${plainly(values)})`)} = ${plainly(result)}`,
  };
}
