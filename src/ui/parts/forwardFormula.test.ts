import { describe, expect, it } from 'vitest';
import { processOf } from '../../diffusion/process/index';
import { qSample } from '../../diffusion/process/forward';
import { makeTables } from '../../diffusion/process/tables';
import { defaultConfig } from '../../lab/fields';
import { forwardFormula, noiseFormula } from './forwardFormula';

const config = { ...defaultConfig, timesteps: 40 };
const options = {
  tables: makeTables(config),
  process: processOf(config).name,
  position: 13,
  // Like the page's own, it can be told of digits: what is mapped over must not tell it.
  format: (value: number, digits = 4) => value.toFixed(digits),
} as const;

/** Every number of a formula after its second sign of equality, in their order. */
const numbersOf = (tex: string): number[] =>
  [
    ...tex
      .split(' = ')
      .slice(2)
      .join(' ')
      .matchAll(/-?\d+\.\d+/g),
  ].map(([number]) => Number(number));

describe('the forward formula of a pixel', () => {
  it('has numbers that come to xₜ', () => {
    const [x0, noise] = [-0.42, 1.2];
    const { tex } = forwardFormula({ ...options, pixel: { x0: [x0], noise: [noise] } });
    const [signal = 0, clean = 0, sigma = 0, eps = 0, result] = numbersOf(tex);
    expect([clean, eps]).toEqual([x0, noise]);
    expect(result).toBeCloseTo(signal * clean + sigma * eps, 3);
    expect(result).toBeCloseTo(
      qSample(options.tables, Float64Array.of(x0), options.position - 1, Float64Array.of(noise))[0]!,
      4,
    );
    expect(tex).toContain('\\cdot (-0.4200)');
  });

  it('writes a column for the three channels', () => {
    const { tex, plain } = forwardFormula({ ...options, pixel: { x0: [0.1, 0.2, 0.3], noise: [1, 2, 3] } });
    expect(tex).toContain('\\begin{pmatrix}0.1000\\\\0.2000\\\\0.3000\\end{pmatrix}');
    expect(tex.match(/pmatrix/g)).toHaveLength(6);
    expect(plain).toContain('(0.1000, 0.2000, 0.3000)');
  });

  it('is the pixel itself at the clean image, and keeps its symbols where no pixel is pointed at', () => {
    expect(forwardFormula({ ...options, position: 0, pixel: { x0: [-0.5], noise: [1] } }).tex).toBe(
      'x_0 = -0.5000',
    );
    expect(forwardFormula({ ...options, position: 0 }).tex).toBe('x_0');
    expect(forwardFormula(options).plain).toMatch(/^x = 0\.\d{4}·x₀ \+ 0\.\d{4}·ε$/);
  });
});

it('gives back the noise where the network has guessed right', () => {
  const [x0, eps] = [0.25, -0.75];
  const xt = qSample(options.tables, Float64Array.of(x0), options.position - 1, Float64Array.of(eps));
  const { tex } = noiseFormula({ xt: [...xt], guess: [x0] }, options);
  expect(numbersOf(tex).at(-1)).toBeCloseTo(eps, 4);
});
