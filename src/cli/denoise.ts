// `lab denoise`: what denoisers without training, or a trained model, make of a noised picture; and what the former draw.
import { drawUntrained, untrainedPlan } from '../diffusion/denoisers/draw';
import {
  answerOf,
  fitsLinear,
  makeUntrained,
  mostPictures,
  type Untrained,
} from '../diffusion/denoisers/untrained';
import { untrainedNames, type UntrainedName } from '../diffusion/denoisers/names';
import { qSample } from '../diffusion/process/forward';
import { processOf } from '../diffusion/process/index';
import { fromRange, pictureNoise, toRange } from '../diffusion/process/pictures';
import { makeTables } from '../diffusion/process/tables';
import { clipOf } from '../diffusion/samplers/index';
import type { Dataset } from '../datasets/types';
import { optimalOnGpu } from '../engine/denoiser/optimalOnGpu';
import { denoise } from '../engine/sampling/denoise';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import type { PictureShape } from '../lab/images';
import { openCheckpoint } from './checkpointSampler';
import type { CliCommand } from './command';
import { datasetImage, defaultDataFolder, imageLike, likeImages, openDataset } from './data';
import { gridPng } from './grid';
import { closeCliEngine, openCliEngine } from './openEngine';
import { optionHelp, parseOptions, wholeNumber, type Parsed } from './options';
import { claimOutput } from './output';
import { print } from './print';
import { openedConfig } from './trained';

const own = {
  with: { value: `${untrainedNames.join('|')}|model`, help: 'who denoises (optimal)' },
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors, for --with model' },
  data: { value: 'DIR', help: 'folder with the data set (LAB_DATA_DIR, else public/data)' },
  images: { value: 'N', help: 'pictures of the set that it knows (all)' },
  patch: { value: 'N', help: 'side of the window of --with patch, odd (9)' },
  samples: { value: 'N', help: 'draw so many with it instead, with the sampler of the settings' },
  out: { value: 'FILE.png', help: 'picture to write: clean, noised, denoised; or the samples' },
  json: { help: 'print one JSON object' },
} as const;

const rename = { seed: 'sampleSeed', steps: 'samplingSteps' } as const;
type Own = Parsed<keyof typeof own>;

const turns = { rest: () => Promise.resolve() };

/** Pictures in −1…1, [height, width, channels]. */
interface Told {
  readonly shape: PictureShape;
  readonly x0: Float32Array;
  readonly noised: Float64Array;
  readonly original: Float64Array | Float32Array;
  readonly seen?: number;
  readonly sharers?: number;
  readonly pulls?: readonly { readonly index: number; readonly weight: number }[];
}

/** Place on the ruler as a table index. */
function tableIndex({ time, timesteps }: LabConfig): number {
  const position = Math.round(time * timesteps);
  if (position > 0) return position - 1;
  throw new LabError('bad-setting', '--time is at the clean image: there is nothing to denoise.');
}

/** The perfect one computes on the GPU where there is one. */
async function made(name: UntrainedName, dataset: Dataset, patch: number): Promise<Untrained> {
  const engine = name === 'optimal' ? await openCliEngine().catch(() => null) : null;
  return engine?.gpu
    ? optimalOnGpu(engine, engine.gpu.runtime, dataset)
    : makeUntrained(name, dataset, { patch });
}

async function denoiserOf(name: UntrainedName, dataset: Dataset, { own: options }: Own) {
  const patch = wholeNumber('patch', options.patch, 9);
  if (patch % 2 === 0) throw new LabError('bad-setting', `--patch is ${patch}, expected an odd number.`);
  if (name === 'linear' && !fitsLinear(dataset))
    throw new LabError('bad-setting', '--with linear takes pictures of up to 32×32 pixels.');
  const most = mostPictures(name, dataset);
  const seen = Math.min(most, Math.max(1, wholeNumber('images', options.images, most)));
  return { denoiser: await made(name, dataset, patch), seen };
}

function noised(config: LabConfig, x0: Float32Array) {
  const process = processOf(config);
  if (!process.chain)
    throw new LabError('bad-setting', 'The noise of this process is no Gaussian: take another --process.');
  const tables = makeTables(config);
  const t = tableIndex(config);
  const noise = pictureNoise(process, config.sampleSeed, x0.length);
  const { range } = process;
  return { tables, t, range, xt: qSample(tables, toRange(x0, range), t, noise) };
}

async function untrained(name: UntrainedName, parsed: Own, dataset: Dataset): Promise<Told> {
  const x0 = datasetImage(dataset, parsed.config.imageIndex);
  const { tables, t, range, xt } = noised(parsed.config, x0);
  const { denoiser, seen } = await denoiserOf(name, dataset, parsed);
  const level = { signal: tables.signal[t] ?? 0, noise: tables.noise[t] ?? 1 };
  const answer = await answerOf(denoiser, [xt], level, { ...turns, seen });
  if (!answer) throw new LabError('internal', 'The denoiser has not answered.');
  const { originals, ...facts } = answer;
  const original = fromRange(originals[0] ?? new Float64Array(), range);
  return { shape: dataset, x0, noised: fromRange(xt, range), original, ...facts };
}

async function byModel(parsed: Own): Promise<Told> {
  const { checkpoint: path, data } = parsed.own;
  if (!path) throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to denoise with.');
  const { config, facts, options } = await openCheckpoint({
    path,
    weights: 'ema',
    configure: ({ config: trained }) => openedConfig(trained, parsed, 'sampling'),
  });
  const shape = facts.image;
  const dataset = await openDataset(config, data ?? defaultDataFolder(), likeImages(facts));
  const x0 = imageLike(shape, dataset, config.imageIndex);
  const { t, range, xt } = noised(config, x0);
  const { predicted } = await denoise({
    ...options,
    images: toRange(x0, range),
    shape: [1, shape.height, shape.width, shape.channels],
    timesteps: [t],
    label: options.classes,
    seed: config.sampleSeed,
  });
  return { shape, x0, noised: fromRange(xt, range), original: fromRange(predicted, range) };
}

async function draw(
  name: UntrainedName,
  count: number,
  parsed: Own,
  dataset: Dataset,
): Promise<Float32Array> {
  const { config } = parsed;
  const size = dataset.height * dataset.width * dataset.channels;
  const { denoiser, seen } = await denoiserOf(name, dataset, parsed);
  const stages = untrainedPlan(config, makeTables(config));
  const seed = config.sampleSeed;
  const pixels = new Float32Array(count * size);
  const options = { denoiser, stages, clip: clipOf(config), count, size, seed, seen, turns };
  for await (const { xs } of drawUntrained(options)) xs.forEach((x, k) => pixels.set(x, k * size));
  return fromRange(pixels, processOf(config).range);
}

export const denoiseCommand: CliCommand = {
  close: closeCliEngine,
  help: () => optionHelp(own, ['data', 'schedule', 'sampling', 'view']),
  async run(args) {
    const parsed = parseOptions(args, own, { rename });
    const { config, own: options } = parsed;
    const { with: who = 'optimal', checkpoint, out, samples } = options;
    const name = untrainedNames.find((known) => known === who);
    if (!name && who !== 'model')
      throw new LabError(
        'bad-setting',
        `--with is "${who}", expected ${untrainedNames.join(', ')} or model.`,
      );
    if (samples !== undefined && !name)
      throw new LabError(
        'bad-setting',
        '--samples is for denoisers without training: lab sample draws with a model.',
      );
    const output =
      out === undefined
        ? null
        : await claimOutput(out, {
            option: '--out FILE.png',
            purpose: 'where the picture goes',
            beside: [checkpoint],
          });
    const images = () => openDataset(config, options.data ?? defaultDataFolder());
    if (samples !== undefined && name) {
      const count = Math.max(1, wholeNumber('samples', samples, 8));
      const dataset = await images();
      const pixels = await draw(name, count, parsed, dataset);
      await output?.write(gridPng(pixels, { ...dataset, columns: Math.min(count, 8), scale: 2 }));
      console.error(`${count} samples, ${who}${output ? ` → ${output.path}` : ''}`);
      return;
    }
    const told = name ? await untrained(name, parsed, await images()) : await byModel(parsed);
    const pictures = [told.x0, told.noised, told.original].map((picture) => [...picture]);
    const grid = { ...told.shape, columns: pictures.length, scale: 4 };
    await output?.write(gridPng(Float32Array.from(pictures.flat()), grid));
    await print(report(who, told, options.json !== undefined));
  },
};

function report(who: string, { x0, original, pulls, sharers, seen }: Told, json: boolean): string {
  const squares = x0.reduce((sum, value, i) => sum + (value - (original[i] ?? Number.NaN)) ** 2, 0);
  const error = Math.sqrt(squares / x0.length);
  if (json) return JSON.stringify({ with: who, error, seen, sharers, pulls, original: [...original] });
  return [
    `${who}: root mean squared error ${error.toFixed(4)} (of −1…1)${seen === undefined ? '' : `, from ${seen} pictures`}`,
    ...(sharers === undefined ? [] : [`${sharers.toFixed(2)} pictures share the answer:`]),
    ...(pulls ?? []).map(({ index, weight }) => `  picture ${index}: ${(100 * weight).toFixed(2)} %`),
  ].join('\n');
}
