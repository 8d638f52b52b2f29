// The quality meter on behalf of the page: in a part of its own, loaded when it is first asked for.
import { judgeOf } from '../datasets/registry';
import { toModelRange, type Dataset } from '../datasets/types';
import { processOf } from '../diffusion/process/index';
import { fromRange } from '../diffusion/process/pictures';
import { makeTables } from '../diffusion/process/tables';
import type { Engine } from '../engine/engine';
import { Judge } from '../engine/judge/judge';
import { Meter } from '../engine/judge/meter';
import { nearestImage } from '../engine/judge/nearest';
import { Sampler, sampleLabels } from '../engine/sampling/sampler';
import type { Trainer } from '../engine/training/trainer';
import type { LabConfig } from '../lab/fields';
import type { ImageBatch } from '../lab/images';
import type { Quality } from '../lab/quality';

export type ReadJudge = (file: string) => Promise<ArrayBuffer>;

export interface AssessOptions {
  readonly engine: Engine;
  readonly trainer: Trainer;
  readonly config: LabConfig;
  /** A multiple of {@link atOnce}. */
  readonly count: number;
  /** The images that the model was trained on. */
  readonly dataset: Dataset;
  readonly readJudge: ReadJudge;
  readonly signal: AbortSignal;
  readonly onPart: (done: number) => void;
}

export interface Assessment {
  readonly quality: Quality | null;
  readonly samples: ImageBatch;
  readonly nearest: ImageBatch;
  readonly distances: readonly number[];
}

export const atOnce = 50;
/** Of these the nearest training images are looked for. */
const shown = 20;

const samplerOptions = (engine: Engine, trainer: Trainer, config: LabConfig) => ({
  engine,
  model: trainer.model,
  pass: trainer.stepper.pass('average'),
  config,
  tables: makeTables(config),
  image: trainer.dataset,
  classes: trainer.dataset.classNames.length,
});

/** @returns null when `signal` aborted */
export async function assess(options: AssessOptions): Promise<Assessment | null> {
  const { engine, trainer, dataset, signal } = options;
  const judged = judgeOf(trainer.config) !== null;
  const drawn = judged ? await measured(options) : await justDrawn(options);
  if (!drawn || signal.aborted) return null;
  const { height, width, channels } = dataset;
  const size = height * width * channels;
  const count = Math.min(shown, drawn.pixels.length / size);
  const samples = drawn.pixels.slice(0, count * size);
  const nearest = new Float32Array(samples.length);
  const distances: number[] = [];
  for (let i = 0; i < count; i++) {
    const found = nearestImage(samples.subarray(i * size, (i + 1) * size), dataset);
    distances.push(found.distance);
    nearest.set(
      toModelRange(dataset.images.subarray(found.index * size, (found.index + 1) * size)),
      i * size,
    );
    // Commands of the page have their turn.
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return null;
  }
  engine.check();
  const batch = (pixels: Float32Array): ImageBatch => ({ count, height, width, channels, pixels });
  return { quality: drawn.quality, samples: batch(samples), nearest: batch(nearest), distances };
}

interface Drawn {
  readonly pixels: Float32Array;
  readonly quality: Quality | null;
}

async function measured(options: AssessOptions): Promise<Drawn | null> {
  const { engine, trainer, config, count, dataset, signal, onPart } = options;
  const { step } = trainer;
  const judge = new Judge(engine, await options.readJudge(judgeOf(trainer.config) ?? ''));
  const drawing = { ...config, sampleCount: atOnce };
  const meter = new Meter({ ...samplerOptions(engine, trainer, drawing), judge });
  try {
    await meter.prepare(() => undefined);
    const result = await meter.measure(count, dataset, { step, signal, onPart });
    if (!result) return null;
    const { pixels, labels: _, ...quality } = result;
    return { pixels, quality };
  } finally {
    meter.dispose();
    judge.dispose();
  }
}

/** Where nobody can judge: the few samples that are shown. */
async function justDrawn({ engine, trainer, config, signal }: AssessOptions): Promise<Drawn | null> {
  const drawing = { ...config, sampleCount: shown };
  const sampler = new Sampler(samplerOptions(engine, trainer, drawing));
  try {
    await sampler.prepare(() => undefined);
    const labels = sampleLabels(config.sampleClass, shown, trainer.dataset.classNames.length);
    const { sampleSeed: seed, guidanceScale } = config;
    let last: Float32Array | null = null;
    for await (const { x } of sampler.run({ seed, labels, guidanceScale, frames: 'last', signal })) last = x;
    return last && { pixels: fromRange(last, processOf(config).range), quality: null };
  } finally {
    sampler.dispose();
  }
}
