// The curves of training runs as lines over common places.
import type { Run } from '../../../store/run';
import { smoothed, type Trace } from '../../../lab/trace';

export interface LossCurves {
  readonly x: readonly number[];
  readonly raw: readonly number[];
  readonly smoothed: readonly number[];
  /** Smoothed losses of earlier runs, NaN beyond their end. */
  readonly earlier: readonly (readonly number[])[];
}

/**
 * A trace as places and values that keep its spikes: where buckets span several steps, each gives its extremes.
 * At most twice the trace's capacity.
 */
export function withExtremes(trace: Trace): { readonly x: number[]; readonly values: number[] } {
  const x: number[] = [];
  const values: number[] = [];
  for (const { step, min, max, count } of trace.buckets) {
    if (count === 0) continue;
    x.push(step);
    values.push(min);
    if (max !== min) {
      x.push(step + (trace.span - 1) / 2);
      values.push(max);
    }
  }
  return { x, values };
}

/** One of a trace's values, of which there is one a bucket, at a step (from 1); NaN outside of the trace. */
export const valueAt = (trace: Trace, values: readonly number[], step: number): number =>
  step <= trace.length
    ? (values[Math.floor((step - 1 - trace.after) / trace.span)] ?? Number.NaN)
    : Number.NaN;

/** Curves of a run, the earlier ones behind it; the places reach as far as the longest. */
export function lossCurves(run: Run, earlier: readonly Run[] = []): LossCurves {
  const { x: own, values } = withExtremes(run.losses);
  const end = own.at(-1) ?? 0;
  const longest = earlier.reduce<Run | null>((a, b) => (a && a.step >= b.step ? a : b), null);
  const beyond = (longest?.losses.buckets ?? []).map((bucket) => bucket.step).filter((step) => step > end);
  const x = [...own, ...beyond];
  const smoothedAt = ({ losses }: Run): readonly number[] => {
    const curve = smoothed(losses);
    return x.map((step) => valueAt(losses, curve, step));
  };
  return {
    x,
    raw: x.map((_, i) => values[i] ?? Number.NaN),
    smoothed: smoothedAt(run),
    earlier: earlier.map(smoothedAt),
  };
}
