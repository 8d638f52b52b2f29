// Bits a dimension: the variational bound of whole pictures, measured on some time steps of each (Ho et al. 2020, eq. 5).
import { uniforms } from '../random';
import type { Tables } from '../types';
import { gaussianKl } from './bound';

/** One evaluation of a model: a picture at a time step, and how many time steps it stands for. */
export interface BitsQuestion {
  /** Index of the picture. */
  readonly picture: number;
  /** Table index 0…T−1; 0 is the decoder's. */
  readonly t: number;
  readonly steps: number;
}

export interface BitsPlan {
  readonly timesteps: number;
  readonly pictures: number;
  /** Stretches of the time axis, one time step drawn from each. */
  readonly strata: number;
  readonly seed: number;
}

/** Not one of the streams of a training. */
const stream = 31;

/**
 * Edges of stretches over the table indices 1…T−1. Each is longer than the one before by the same factor, as far as whole
 * numbers allow: the terms of the bound fall off with t, and the first few of a thousand can be most of the sum. Drawn from
 * stretches of one length they would be met by one picture in a hundred.
 */
export function stretches(timesteps: number, strata: number): readonly number[] {
  const parts = Math.min(strata, timesteps - 1);
  const edges = [1];
  for (let part = 1; part <= parts; part += 1) {
    const wanted = Math.round(timesteps ** (part / parts));
    edges.push(Math.max((edges[part - 1] ?? 0) + 1, Math.min(timesteps - (parts - part), wanted)));
  }
  return edges;
}

/** The decoder of every picture, and a time step of every stretch for every picture. */
export function bitsQuestions({ timesteps, pictures, strata, seed }: BitsPlan): BitsQuestion[] {
  const edges = stretches(timesteps, strata);
  const parts = edges.length - 1;
  const draws = uniforms({ seed, stream }, pictures * parts);
  return Array.from({ length: pictures }, (_, picture) => [
    { picture, t: 0, steps: 1 },
    ...Array.from({ length: parts }, (__, part) => {
      const [from = 0, to = 0] = edges.slice(part, part + 2);
      const t = from + Math.floor((draws[picture * parts + part] ?? 0) * (to - from));
      return { picture, t, steps: to - from };
    }),
  ]).flat();
}

/** KL(q(x_T | x₀) ‖ N(0, 1)) in bits a dimension: what the schedule leaves of the picture at the end. */
export function priorBits({ alphasCumprod, timesteps }: Tables, x0: ArrayLike<number>): number {
  const kept = alphasCumprod[timesteps - 1] ?? Number.NaN;
  const signal = Math.sqrt(kept);
  const logVariance = Math.log(1 - kept);
  let nats = 0;
  for (let i = 0; i < x0.length; i += 1)
    nats += gaussianKl({ mean: signal * (x0[i] ?? 0), logVariance }, { mean: 0, logVariance: 0 });
  return nats / x0.length / Math.LN2;
}

export interface Bits {
  /** Pictures that all questions of have been answered. */
  readonly pictures: number;
  readonly prior: number;
  /** Σ over t of the KL terms. */
  readonly steps: number;
  readonly decoder: number;
  readonly total: number;
  /** Of the total, over the pictures; NaN for a single one. */
  readonly standardError: number;
}

/** What a step back costs on average over a stretch of the time axis. */
export interface MeanTerm {
  /** Table indices, `to` not among them. */
  readonly from: number;
  readonly to: number;
  readonly t: number;
  readonly bits: number;
}

interface Sum {
  prior: number;
  steps: number;
  decoder: number;
  answered: number;
}

/** Gathers the answers to {@link bitsQuestions}. */
export class BitsMeter {
  private readonly sums = new Map<number, Sum>();
  private readonly terms: { t: number; bits: number }[] = [];

  /** @param questions of one picture */
  constructor(private readonly questions: number) {}

  /** @param bits the term of the bound in bits a dimension (`boundTerm`) @param prior of the picture */
  add({ picture, t, steps }: BitsQuestion, bits: number, prior: number): void {
    const sum = this.sums.get(picture) ?? { prior, steps: 0, decoder: 0, answered: 0 };
    if (t === 0) sum.decoder += bits;
    else sum.steps += steps * bits;
    sum.answered += 1;
    this.sums.set(picture, sum);
    if (t > 0) this.terms.push({ t, bits });
  }

  /** Over the pictures that are done; null while there is none. */
  get bits(): Bits | null {
    const done = [...this.sums.values()].filter(({ answered }) => answered === this.questions);
    if (done.length === 0) return null;
    const mean = (of: (sum: Sum) => number): number =>
      done.reduce((all, sum) => all + of(sum), 0) / done.length;
    const total = (sum: Sum): number => sum.prior + sum.steps + sum.decoder;
    const centre = mean(total);
    const variance = mean((sum) => (total(sum) - centre) ** 2);
    return {
      pictures: done.length,
      prior: mean(({ prior }) => prior),
      steps: mean(({ steps }) => steps),
      decoder: mean(({ decoder }) => decoder),
      total: centre,
      standardError: Math.sqrt(variance / (done.length - 1)),
    };
  }

  /** Mean term of each stretch of the time axis, at its mean t; none where there is no answer. */
  curve(timesteps: number, strata: number): readonly MeanTerm[] {
    const edges = stretches(timesteps, strata);
    return edges.slice(1).flatMap((to, part) => {
      const from = edges[part] ?? 0;
      const own = this.terms.filter(({ t }) => t >= from && t < to);
      const mean = (of: (term: (typeof own)[number]) => number): number =>
        own.reduce((sum, term) => sum + of(term), 0) / own.length;
      return own.length > 0 ? [{ from, to, t: mean(({ t }) => t), bits: mean(({ bits }) => bits) }] : [];
    });
  }
}
