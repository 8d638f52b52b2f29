// What a file holds of a run besides its weights: its curves, the meter's, and its learning film. Nothing of it is needed to open the
// model, and what of it makes no sense is left out.
import { z } from '../../lab/zodMini';
import type { Quality } from '../../lab/quality';
import { emptyHistory, type FilmRow, type History } from '../../lab/history';
import { appendTrace, type Bucket, type Trace } from '../../lab/trace';
import type { SafetensorsFile, StoredTensor } from './safetensors';

/** What the names of its tensors begin with. */
export const historyPrefix = 'run.';
const traceNames = ['losses', 'gradientNorms', 'quartile0', 'quartile1', 'quartile2', 'quartile3'] as const;
const columns = 5;
/** The columns of the meter's table. */
const qualityKeys = ['step', 'count', 'recognised', 'asked', 'spread', 'frechet', 'floor'] as const;

const whole = z.int().check(z.nonnegative());
const schema = z.object({
  traces: z
    .array(
      z.object({
        capacity: z.int().check(z.minimum(2), z.maximum(10_000)),
        after: whole,
        span: z.int().check(z.positive()),
        length: whole,
      }),
    )
    .check(z.length(traceNames.length)),
  film: z.object({ steps: z.array(whole).check(z.maxLength(1000)), low: z.number(), high: z.number() }),
});

const tracesOf = ({ losses, gradientNorms, quartiles }: History): readonly Trace[] => [
  losses,
  gradientNorms,
  ...quartiles,
];

/** The part of a file that tells a history: tensors, and words for the metadata. */
export function encodeHistory(history: History): {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly words: string;
} {
  const traces = tracesOf(history);
  const tensors = new Map<string, StoredTensor>(
    traces.map(({ buckets }, i) => [
      `${historyPrefix}${traceNames[i]}`,
      {
        shape: [buckets.length, columns],
        values: Float64Array.from(
          buckets.flatMap(({ step, min, max, sum, count }) => [step, min, max, sum, count]),
        ),
      },
    ]),
  );
  const [first] = history.film;
  if (first) {
    const { count, height, width, channels, bytes } = first.pictures;
    const all = new Uint8Array(history.film.length * bytes.length);
    history.film.forEach(({ pictures }, i) => all.set(pictures.bytes, i * bytes.length));
    const shape = [history.film.length, count, height, width, channels];
    tensors.set(`${historyPrefix}film`, { shape, values: all });
  }
  if (history.qualities.length > 0) {
    tensors.set(`${historyPrefix}qualities`, {
      shape: [history.qualities.length, qualityKeys.length],
      values: Float64Array.from(
        history.qualities.flatMap((quality) => qualityKeys.map((key) => quality[key])),
      ),
    });
  }
  const words = {
    traces: traces.map(({ capacity, after, span, length }) => ({ capacity, after, span, length })),
    film: {
      steps: history.film.map(({ step }) => step),
      low: first?.pictures.low ?? -1,
      high: first?.pictures.high ?? 1,
    },
  };
  return { tensors, words: JSON.stringify(words) };
}

/**
 * The history in a file, as it was at a step; steps that it lacks are gaps.
 * @param step that the weights of the file stand at
 */
export function decodeHistory({ tensors, metadata }: SafetensorsFile, step: number): History {
  const words = schema.safeParse(parse(metadata['run'] ?? ''));
  if (!words.success) return emptyHistory(step);
  const traces = words.data.traces.map((facts, i) =>
    toTrace(facts, tensors.get(`${historyPrefix}${traceNames[i]}`)),
  );
  const [losses, gradientNorms, ...quartiles] = traces.map((trace) => trace && upTo(trace, step));
  if (!losses || !gradientNorms || !quartiles.every((trace) => trace !== null)) return emptyHistory(step);
  return {
    losses,
    gradientNorms,
    quartiles,
    film: toFilm(words.data.film, tensors.get(`${historyPrefix}film`)),
    qualities: toQualities(tensors.get(`${historyPrefix}qualities`), step),
  };
}

function toTrace(facts: Omit<Trace, 'buckets'>, stored: StoredTensor | undefined): Trace | null {
  const { capacity, after, span, length } = facts;
  if (!stored || stored.shape[1] !== columns || length < after) return null;
  const count = stored.shape[0] ?? 0;
  if (count > capacity || count !== Math.ceil((length - after) / span)) return null;
  const at = (i: number): number => Number(stored.values[i]);
  const buckets = Array.from({ length: count }, (_, i): Bucket => {
    const [step, min, max, sum, values] = [0, 1, 2, 3, 4].map((column) => at(columns * i + column));
    return { step: step ?? 0, min: min ?? 0, max: max ?? 0, sum: sum ?? 0, count: values ?? 0 };
  });
  return { ...facts, buckets };
}

/** A curve may end a little before the weights, which were read between two reports; it never goes beyond them. */
function upTo(trace: Trace, step: number): Trace | null {
  if (trace.length > step) return null;
  const gap = step - trace.length;
  return gap === 0 ? trace : appendTrace(trace, new Float64Array(Math.min(gap, 1_000_000)).fill(Number.NaN));
}

function toFilm(
  { steps, low, high }: { readonly steps: readonly number[]; readonly low: number; readonly high: number },
  stored: StoredTensor | undefined,
): readonly FilmRow[] {
  const [rows, count = 0, height = 0, width = 0, channels = 0] = stored?.shape ?? [];
  if (!(stored?.values instanceof Uint8Array) || rows !== steps.length) return [];
  const size = count * height * width * channels;
  const { values } = stored;
  return steps.map((step, i) => ({
    step,
    pictures: { count, height, width, channels, low, high, bytes: values.slice(i * size, (i + 1) * size) },
  }));
}

/** Up to a step; none where the table is missing, as in older files, or is another. */
function toQualities(stored: StoredTensor | undefined, step: number): readonly Quality[] {
  const [rows = 0, width] = stored?.shape ?? [];
  if (!stored || width !== qualityKeys.length) return [];
  return Array.from({ length: rows }, (_, row) => {
    const entries = qualityKeys.map((key, i) => [key, Number(stored.values[row * width + i])] as const);
    return Object.fromEntries(entries) as unknown as Quality;
  }).filter((quality) => quality.step <= step);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
