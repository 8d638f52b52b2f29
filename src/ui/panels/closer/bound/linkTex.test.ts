import { describe, expect, it } from 'vitest';
import { makeTables } from '../../../../diffusion/process/tables';
import { linkKl, linkOf } from '../../../../diffusion/theory/link';
import { defaultConfig } from '../../../../lab/fields';
import { klFormula, meanFormula, writings } from './linkTex';

const tables = makeTables({ ...defaultConfig, schedule: 'linear', predictionType: 'epsilon', timesteps: 40 });
const t = 12;
const [x0, guess, xt] = [0.5, -0.25, 0.125];
const q = linkOf(tables, t, { x0, xt });
const p = linkOf(tables, t, { x0: guess, xt });
const format = (value: number): string => value.toFixed(4);
const options = { position: t + 1, format } as const;

/** The number after the last sign of equality. */
const result = (tex: string): number => Number(/= (-?[\d.]+)$/.exec(tex)?.[1]);

/** The numbers put in, in their order. */
const putIn = (tex: string): readonly number[] =>
  [...(tex.split(' = ').at(-2) ?? '').matchAll(/-?\d+\.\d+/g)].map(([number]) => Number(number));

/** What they come to: a·x₀ + b·xₜ, or a(xₜ − b·ε). */
function worth(tex: string, writing: 'original' | 'noise'): number {
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = putIn(tex);
  return writing === 'original' ? a * b + c * d : a * (b - c * d);
}

describe('a reverse step as a formula', () => {
  it.each(writings)('has numbers that come to its result (%s)', (writing) => {
    for (const of of ['q', 'p'] as const) {
      const numbers = of === 'q' ? { link: q, x0, xt } : { link: p, x0: guess, xt };
      const { tex } = meanFormula(numbers, { ...options, writing, of });
      expect(result(tex)).toBeCloseTo(numbers.link.mean, 4);
      if (writing !== 'mean') expect(worth(tex, writing)).toBeCloseTo(numbers.link.mean, 3);
    }
  });

  it.each(writings)('has the cost of being wrong (%s)', (writing) => {
    const { tex } = klFormula({ q, p, x0, guess, kl: linkKl(q, p) }, { ...options, writing });
    expect(result(tex) / linkKl(q, p).nats).toBeCloseTo(1, 3);
  });
});
