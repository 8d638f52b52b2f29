// The loss curves of a run as lines: raw with its extremes, and smoothed.
import type { Run } from '../../../store/run';
import { bucketMean, type Trace } from '../../../store/trace';

export interface LossCurves {
  readonly x: readonly number[];
  readonly raw: readonly number[];
  readonly smoothed: readonly number[];
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

/** Both curves of a run over the same places. */
export function lossCurves(run: Run): LossCurves {
  const { x, values } = withExtremes(run.losses);
  const means = new Map(run.smoothed.buckets.map((bucket) => [bucket.step, bucketMean(bucket)]));
  let last = Number.NaN;
  const smoothed = x.map((step) => {
    last = means.get(step) ?? last;
    return last;
  });
  return { x, raw: values, smoothed };
}
