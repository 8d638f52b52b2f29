// Finds the fastest tiles for a model's convolutions on the visitor's own GPU, in a bounded time, and remembers them
// by adapter. Knows neither the clock, nor the device, nor the storage: they are handed in.
import { z } from '../../lab/zodMini';
import type { AnyTiling, ConvolutionCase, ConvolutionTilings } from '../ops/conv2d/tiling';
import { tilingKey } from '../ops/conv2d/tiling';
import { tilingVariants } from '../ops/conv2d/variants';

/** The choices by {@link tilingKey}: plain data, for storage and for a run's metadata. */
export type TuningTable = Readonly<Record<string, AnyTiling>>;

/** Text by adapter name: local storage in the page, a file or nothing elsewhere. */
export interface TuningStorage {
  get(adapterName: string): string | null;
  set(adapterName: string, text: string): void;
}

/** Milliseconds of one dispatch with each of the tilings, in their order. */
export type MeasureTilings = (
  work: ConvolutionCase,
  tilings: readonly AnyTiling[],
) => Promise<readonly number[]>;

export interface TuningOptions {
  readonly tilings: ConvolutionTilings;
  readonly measure: MeasureTilings;
  readonly storage: TuningStorage;
  readonly adapterName: string;
  /** A software driver keeps the defaults: timing it would take longer than it gains. */
  readonly software: boolean;
  /** Milliseconds; only differences matter. */
  readonly clock: () => number;
  readonly budgetMs?: number;
}

/** A variant must beat the default by this much: timings are not exact. */
const worthwhile = 0.95;

/**
 * Tunes what the tilings were asked for so far, the heaviest convolutions first, and puts the choices in force.
 * What the budget (1.5 s in all) does not reach keeps its default and has its turn the next time.
 * @returns the table in force for these convolutions, to be written into the run's metadata.
 */
export async function tune(options: TuningOptions): Promise<TuningTable> {
  const { tilings, measure, storage, adapterName, software, clock, budgetMs = 1500 } = options;
  if (software) return {};
  const end = clock() + budgetMs;
  const known = parseTable(storage.get(adapterName));
  const chosen: Record<string, AnyTiling> = {};
  for (const work of [...tilings.asked()].sort((a, b) => weight(b) - weight(a))) {
    const key = tilingKey(work.kind, work.shape);
    const tiling = known[key] ?? (clock() < end ? await fastest(work, tilings, measure) : null);
    if (!tiling) continue;
    chosen[key] = tiling;
    put(tilings, work, tiling);
  }
  storage.set(adapterName, JSON.stringify({ version, tilings: { ...known, ...chosen } }));
  return chosen;
}

async function fastest(
  work: ConvolutionCase,
  tilings: ConvolutionTilings,
  measure: MeasureTilings,
): Promise<AnyTiling> {
  const usual = tilings.get(work.kind, work.shape);
  const others = tilingVariants(work.kind, work.shape).filter(
    (v) => JSON.stringify(v) !== JSON.stringify(usual),
  );
  if (others.length === 0) return usual;
  const [usualMs = Infinity, ...times] = await measure(work, [usual, ...others]);
  const best = times.reduce((least, ms, i) => (ms < (times[least] ?? Infinity) ? i : least), 0);
  return (times[best] ?? Infinity) < worthwhile * usualMs ? (others[best] ?? usual) : usual;
}

/** Multiply-adds. */
const weight = ({ shape: s }: ConvolutionCase): number =>
  s.batch * s.outHeight * s.outWidth * s.outChannels * s.inChannels * s.kernel ** 2;

function put(tilings: ConvolutionTilings, { kind, shape }: ConvolutionCase, tiling: AnyTiling): void {
  if (kind === 'filterGradient' && 'slices' in tiling) tilings.set(kind, shape, tiling);
  if (kind === 'gradients' && 'together' in tiling) tilings.set(kind, shape, tiling);
  if ((kind === 'forward' || kind === 'inputGradient') && 'pixels' in tiling)
    tilings.set(kind, shape, tiling);
}

/** Grows with every change of the programs that makes old choices worthless. */
const version = 1;

const count = z.int().check(z.minimum(1), z.maximum(65535));
const storedTable = z.object({
  version: z.literal(version),
  tilings: z.record(
    z.string(),
    z.union([
      z.strictObject({
        pixels: count,
        channels: count,
        depth: z.union([z.literal(1), z.literal(2), z.literal(4)]),
        lanes: count,
        channelLanes: count,
        compact: z.boolean(),
      }),
      z.strictObject({ together: z.boolean() }),
      z.strictObject({
        inChannels: count,
        outChannels: count,
        lanes: count,
        slices: count,
        compact: z.boolean(),
      }),
    ]),
  ),
});

/** What is missing, of another version or damaged counts as not measured yet. */
function parseTable(text: string | null): TuningTable {
  if (text === null) return {};
  try {
    return storedTable.parse(JSON.parse(text)).tilings;
  } catch {
    return {};
  }
}
