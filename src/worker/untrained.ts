// Denoisers without training on behalf of the page: in a part of its own, loaded when it is first asked for. The perfect one
// computes on the GPU where there is one, the others on the processor, in turns with the worker's other work.
import type { Dataset } from '../datasets/types';
import { drawUntrained, untrainedPlan } from '../diffusion/denoisers/draw';
import {
  fitsLinear,
  makeUntrained,
  mostPictures,
  type Answer,
  type Untrained,
} from '../diffusion/denoisers/untrained';
import type { UntrainedName } from '../diffusion/denoisers/names';
import { processOf } from '../diffusion/process/index';
import { makeTables } from '../diffusion/process/tables';
import { clipOf } from '../diffusion/samplers/index';
import { toModelRange } from '../datasets/types';
import { optimalOnGpu } from '../engine/denoiser/optimalOnGpu';
import type { Engine } from '../engine/engine';
import { nearestImage } from '../engine/judge/nearest';
import { LabError } from '../lab/errors';
import type { ImageBatch } from '../lab/images';
import { imageBatch } from './messages';
import type { Post, WorkerCommand } from './protocol';

type Asked<T extends WorkerCommand['type']> = Extract<WorkerCommand, { readonly type: T }>;

/** Pictures of a first answer. */
const atOnce = 2000;

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The linear one of the last set keeps its moments. */
let kept: { readonly dataset: Dataset; readonly linear: Untrained } | null = null;

function denoiserFor(name: UntrainedName, patch: number, { dataset, engine }: Study): Untrained {
  if (name === 'optimal' && engine?.gpu) return optimalOnGpu(engine, engine.gpu.runtime, dataset);
  if (name !== 'linear') return makeUntrained(name, dataset, { patch });
  if (!fitsLinear(dataset))
    throw new LabError('bad-setting', 'The linear denoiser takes pictures of up to 32×32 pixels.');
  if (kept?.dataset !== dataset) kept = { dataset, linear: makeUntrained(name, dataset, { patch }) };
  return kept.linear;
}

/** Some pictures of the set, [count, height, width, channels] in −1…1. */
function picturesOf(dataset: Dataset, indices: readonly number[]): ImageBatch {
  const { height, width, channels, images } = dataset;
  const size = height * width * channels;
  const pixels = new Float32Array(indices.length * size);
  indices.forEach((index, i) =>
    pixels.set(toModelRange(images.subarray(index * size, (index + 1) * size)), i * size),
  );
  return { count: indices.length, height, width, channels, pixels };
}

interface Study {
  readonly dataset: Dataset;
  /** Null where there is none: then everything is computed on the processor. */
  readonly engine: Engine | null;
  readonly signal: AbortSignal;
  readonly post: Post;
}

type Command = Asked<'untrained' | 'draw-untrained' | 'find-nearest'>;

/** @throws LabError `bad-setting` for pictures of another shape than the set's */
export async function study(command: Command, options: Study): Promise<void> {
  switch (command.type) {
    case 'untrained':
      return denoise(command, options);
    case 'draw-untrained':
      return draw(command, options);
    case 'find-nearest':
      return findNearest(command, options);
  }
}

/** @throws LabError `bad-setting` for pictures of another size */
function checkSize(numbers: number, { height, width, channels }: Dataset): void {
  if (numbers !== height * width * channels)
    throw new LabError('bad-setting', 'The picture is not of the shape of the set.');
}

/** Who answers when, twice each: the perfect one has said all before the slowest begins. */
const turnsOf: readonly UntrainedName[] = ['optimal', 'linear', 'optimal', 'patch', 'linear', 'patch'];

/** A first answer of each from some pictures, then the last one from all. Ends early when `signal` aborts. */
async function denoise(
  { request, config, which, patch, seen, x, timestep }: Asked<'untrained'>,
  options: Study,
): Promise<void> {
  const { dataset, signal, post } = options;
  checkSize(x.length, dataset);
  const tables = makeTables(config);
  const { range } = processOf(config);
  const level = { signal: tables.signal[timestep] ?? 0, noise: tables.noise[timestep] ?? 1 };
  const tell = (name: UntrainedName, answer: Answer): void => {
    const { pulls, sharers = 0 } = answer;
    const weights = pulls?.map(({ weight }) => weight) ?? [];
    const pictures = picturesOf(dataset, pulls?.map(({ index }) => index) ?? []);
    post({
      request,
      type: 'untrained',
      which: name,
      seen: answer.seen,
      original: imageBatch(Float32Array.from(answer.originals[0] ?? []), dataset, range),
      ...(pulls && { pulls: { weights, pictures }, sharers }),
    });
  };
  const asked = which.map((name) => {
    const most = Math.min(seen, mostPictures(name, dataset));
    const milestones = most > atOnce ? [atOnce, most] : [most];
    const turns = { milestones, signal, rest };
    return { name, answers: denoiserFor(name, patch, options).answer([Float64Array.from(x)], level, turns) };
  });
  try {
    for (const name of turnsOf) {
      const { value } = (await asked.find((one) => one.name === name)?.answers.next()) ?? {};
      if (signal.aborted) return;
      if (value) tell(name, value);
      await rest();
    }
  } finally {
    for (const { answers } of asked) await answers.return();
  }
}

/** The last news has the nearest pictures of the set beside the samples. Ends early when `signal` aborts. */
async function draw(
  { request, config, which, patch, seen, count }: Asked<'draw-untrained'>,
  options: Study,
): Promise<void> {
  const { dataset, signal, post } = options;
  const { range } = processOf(config);
  const size = dataset.height * dataset.width * dataset.channels;
  const steps = drawUntrained({
    denoiser: denoiserFor(which, patch, options),
    stages: untrainedPlan(config, makeTables(config)),
    clip: clipOf(config),
    count,
    size,
    seed: config.sampleSeed,
    seen: Math.min(seen, mostPictures(which, dataset)),
    turns: { signal, rest },
  });
  for await (const { done, total, xs } of steps) {
    const pixels = new Float32Array(count * size);
    xs.forEach((sample, k) => pixels.set(sample, k * size));
    const samples = imageBatch(pixels, dataset, range);
    const nearest = done === total ? await nearestOf(samples, dataset) : {};
    if (signal.aborted) return;
    post({ request, type: 'untrained-drawn', which, done, total, samples, ...nearest });
    await rest();
  }
}

/** Says nothing when `signal` aborts. */
async function findNearest(
  { request, pictures }: Asked<'find-nearest'>,
  { dataset, signal, post }: Study,
): Promise<void> {
  checkSize(pictures.pixels.length / pictures.count, dataset);
  const found = await nearestOf(pictures, dataset);
  if (!signal.aborted) post({ request, type: 'nearest-found', ...found });
}

async function nearestOf(
  { count, pixels }: ImageBatch,
  dataset: Dataset,
): Promise<{ readonly nearest: ImageBatch; readonly distances: readonly number[] }> {
  const size = pixels.length / count;
  const found: { readonly index: number; readonly distance: number }[] = [];
  for (let k = 0; k < count; k += 1) {
    found.push(nearestImage(pixels.subarray(k * size, (k + 1) * size), dataset));
    await rest();
  }
  return {
    nearest: picturesOf(
      dataset,
      found.map(({ index }) => index),
    ),
    distances: found.map(({ distance }) => distance),
  };
}
