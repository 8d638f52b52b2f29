// A curve of a long run in bounded memory: neighbouring steps share a bucket that keeps their extremes and
// their mean, so that spikes survive whatever the run's length.
import { smooth } from './smoothing';

export interface Bucket {
  /** First step of the bucket, from 1. */
  readonly step: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  /** Finite values in the bucket; 0 makes the mean NaN. */
  readonly count: number;
}

export interface Trace {
  readonly capacity: number;
  /** Steps before the first that was pushed. */
  readonly after: number;
  /** Steps that a bucket spans; doubles each time the capacity is reached. */
  readonly span: number;
  /** The last step that was pushed, finite or not. */
  readonly length: number;
  readonly buckets: readonly Bucket[];
}

export const emptyTrace = (capacity = 1000, after = 0): Trace => ({
  capacity,
  after,
  span: 1,
  length: after,
  buckets: [],
});

export const bucketMean = (bucket: Bucket): number => bucket.sum / bucket.count;

function merge(a: Bucket, b: Bucket): Bucket {
  return {
    step: a.step,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    sum: a.sum + b.sum,
    count: a.count + b.count,
  };
}

const single = (step: number, value: number): Bucket =>
  Number.isFinite(value)
    ? { step, min: value, max: value, sum: value, count: 1 }
    : { step, min: Infinity, max: -Infinity, sum: 0, count: 0 };

function halve(buckets: readonly Bucket[]): Bucket[] {
  const halved: Bucket[] = [];
  for (let i = 0; i < buckets.length; i += 2) {
    const [a, b] = [buckets[i], buckets[i + 1]];
    if (a) halved.push(b ? merge(a, b) : a);
  }
  return halved;
}

/** The trace with one value per step appended; values that are not finite leave a gap. */
export function appendTrace(trace: Trace, values: Iterable<number>): Trace {
  const { after } = trace;
  let { span, length } = trace;
  let buckets = [...trace.buckets];
  for (const value of values) {
    const next = single(length + 1, value);
    const last = buckets.at(-1);
    if (last && (length - after) % span !== 0) {
      buckets[buckets.length - 1] = merge(last, next);
    } else if (buckets.length < trace.capacity) {
      buckets.push(next);
    } else {
      buckets = halve(buckets);
      span *= 2;
      const end = buckets.at(-1);
      if (end && (length - after) % span !== 0) buckets[buckets.length - 1] = merge(end, next);
      else buckets.push(next);
    }
    length += 1;
  }
  return { ...trace, span, length, buckets };
}

/** One smoothed value a bucket. */
export const smoothed = ({ buckets, span }: Trace): number[] => smooth(buckets, span);
