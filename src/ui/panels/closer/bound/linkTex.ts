// A reverse step of one pixel as formulas, in each writing with the numbers put in.
import type { Link } from '../../../../diffusion/theory/link';
import { bracketed, texNumber } from '../../../hooks/texNumber';
import type { FormulaText } from '../ScrollingFormula';

export const writings = ['original', 'noise', 'mean'] as const;

export type Writing = (typeof writings)[number];

export interface LinkNumbers {
  readonly link: Link;
  /** In the place of x₀: the pixel itself, or what the model takes for it. */
  readonly x0: number;
  readonly xt: number;
}

interface Options {
  readonly writing: Writing;
  /** Place on the ruler, 1…T. */
  readonly position: number;
  /** Of the true posterior, or of the model: hats and an index θ. */
  readonly of: 'q' | 'p';
  readonly format: (value: number) => string;
}

/** The mean of the step, written by x₀, by ε or as it is. */
export function meanFormula(
  { link, x0, xt }: LinkNumbers,
  { writing, position, of, format }: Options,
): FormulaText {
  const number = (value: number): string => texNumber(format(value));
  const factor = (value: number): string => bracketed(number(value));
  const [t, before] = [position, position - 1];
  const mean = of === 'q' ? `\\tilde\\mu_{${t}}` : `\\mu_\\theta`;
  const result = number(link.mean);
  const plain = `${of === 'q' ? 'μ̃' : 'μθ'} = ${format(link.mean)}`;
  switch (writing) {
    case 'original': {
      const name = of === 'q' ? 'x_0' : '\\hat x_0';
      const symbols = `\\frac{\\sqrt{\\bar\\alpha_{${before}}}\\,\\beta_{${t}}}{1-\\bar\\alpha_{${t}}}\\,${name} + \\frac{\\sqrt{\\alpha_{${t}}}\\,(1-\\bar\\alpha_{${before}})}{1-\\bar\\alpha_{${t}}}\\,x_{${t}}`;
      const numbers = `${number(link.byOriginal.x0)}\\cdot ${factor(x0)} + ${number(link.byOriginal.x)}\\cdot ${factor(xt)}`;
      return { tex: `${mean} = ${symbols} = ${numbers} = ${result}`, plain };
    }
    case 'noise': {
      const name = of === 'q' ? '\\varepsilon' : '\\hat\\varepsilon';
      const symbols = `\\frac{1}{\\sqrt{\\alpha_{${t}}}}\\Big(x_{${t}} - \\frac{\\beta_{${t}}}{\\sqrt{1-\\bar\\alpha_{${t}}}}\\,${name}\\Big)`;
      const numbers = `${number(link.byNoise.x)}\\,\\big(${number(xt)} - ${number(-link.byNoise.eps / link.byNoise.x)}\\cdot ${factor(link.eps)}\\big)`;
      return { tex: `${mean} = ${symbols} = ${numbers} = ${result}`, plain };
    }
    case 'mean':
      return { tex: `${mean} = ${result}`, plain };
  }
}

export interface KlNumbers {
  readonly perMean: number;
  readonly perOriginal: number;
  readonly perNoise: number;
}

/** What the difference costs where both steps have the variance β̃: a squared error with a weight. */
export function klFormula(
  {
    q,
    p,
    x0,
    guess,
    kl,
  }: {
    readonly q: Link;
    readonly p: Link;
    readonly x0: number;
    readonly guess: number;
    readonly kl: KlNumbers;
  },
  { writing, position: t, format }: Pick<Options, 'writing' | 'position' | 'format'>,
): FormulaText {
  const number = (value: number): string => texNumber(format(value));
  const of = {
    original: {
      weight: `\\frac{\\bar\\alpha_{${t - 1}}\\,\\beta_{${t}}^2}{2\\tilde\\beta_{${t}}(1-\\bar\\alpha_{${t}})^2}`,
      error: '(x_0-\\hat x_0)^2',
      per: kl.perOriginal,
      difference: x0 - guess,
    },
    noise: {
      weight: `\\frac{\\beta_{${t}}^2}{2\\tilde\\beta_{${t}}\\,\\alpha_{${t}}(1-\\bar\\alpha_{${t}})}`,
      error: '(\\varepsilon-\\hat\\varepsilon)^2',
      per: kl.perNoise,
      difference: q.eps - p.eps,
    },
    mean: {
      weight: `\\frac{1}{2\\tilde\\beta_{${t}}}`,
      error: '(\\tilde\\mu-\\mu_\\theta)^2',
      per: kl.perMean,
      difference: q.mean - p.mean,
    },
  }[writing];
  const value = of.per * of.difference ** 2;
  return {
    tex: `D_{KL} = ${of.weight}\\,${of.error} = ${number(of.per)}\\cdot ${number(of.difference ** 2)} = ${number(value)}`,
    plain: `D = ${format(of.per)} · ${format(of.difference ** 2)} = ${format(value)}`,
  };
}
