// The forward formula with the numbers of one place on the ruler put in.
import type { Tables } from '../../../diffusion/types';
import type { LabConfig } from '../../../lab/fields';
import { texNumber } from '../../hooks/texNumber';

export interface FormulaText {
  readonly tex: string;
  readonly plain: string;
}

export interface FormulaOptions {
  readonly tables: Tables;
  readonly process: LabConfig['process'];
  readonly position: number;
  readonly format: (value: number) => string;
}

export function forwardFormula({ tables, process, position, format }: FormulaOptions): FormulaText {
  if (position === 0) return { tex: 'x_0', plain: 'x₀' };
  const number = (value: number): string => texNumber(format(value));
  if (process === 'corrupt') {
    const amount = position / tables.timesteps;
    const [keep, add] = [number(1 - amount), number(amount)];
    return {
      tex: `x_{${position}} = ${keep}\\,x_0 + ${add}\\,u,\\quad u \\sim U(0, 1)`,
      plain: `x = ${keep}·x₀ + ${add}·u`,
    };
  }
  const [signal, noise] = [tables.signal[position - 1] ?? 0, tables.noise[position - 1] ?? 0];
  const names =
    tables.process === 'flow'
      ? '(1-t)\\,x_0 + t\\,\\varepsilon'
      : `\\sqrt{\\bar\\alpha_{${position}}}\\,x_0 + \\sqrt{1-\\bar\\alpha_{${position}}}\\,\\varepsilon`;
  return {
    tex: `x_{${position}} = ${names} = ${number(signal)}\\,x_0 + ${number(noise)}\\,\\varepsilon`,
    plain: `x = ${format(signal)}·x₀ + ${format(noise)}·ε`,
  };
}
