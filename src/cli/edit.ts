// `lab edit`: ten variations of an image from every noise level, and how much of it is left in them.
import { processOf } from '../diffusion/process/index';
import { fromRange } from '../diffusion/process/pictures';
import { explore } from '../engine/sampling/explore';
import { LabError } from '../lab/errors';
import { maskOf } from '../lab/masks';
import { toPictures } from '../lab/pictures';
import { similarities } from '../lab/similarities';
import { openCheckpoint } from './checkpointSampler';
import type { CliCommand } from './command';
import { defaultDataFolder, imageLike, likeImages, openDataset } from './data';
import { gridPng } from './grid';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions, wholeNumber } from './options';
import { claimOutput } from './output';
import { print } from './print';
import { Progress } from './progress';
import { openedConfig } from './trained';

const own = {
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  out: {
    value: 'FILE.png',
    help: 'picture to write: a row for each noise level, the image and ten variations',
  },
  'start-image': { value: 'INDEX', help: 'which image of the data set (0)' },
  data: { value: 'DIR', help: 'folder with the data set' },
  json: { help: 'print one JSON object' },
} as const;

const rename = { seed: 'sampleSeed', steps: 'samplingSteps' } as const;

export const editCommand: CliCommand = {
  close: closeCliEngine,
  help: () => optionHelp(own, ['sampling']),
  async run(args) {
    const parsed = parseOptions(args, own, { rename });
    const { own: options } = parsed;
    const { checkpoint: path, out } = options;
    if (!path) throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to draw with.');
    const index = wholeNumber('start-image', options['start-image'], 0);
    const output = await claimOutput(out, {
      option: '--out FILE.png',
      purpose: 'where the picture goes',
      beside: [path],
    });
    const {
      config,
      facts,
      options: made,
    } = await openCheckpoint({
      path,
      weights: 'ema',
      configure: (trained) => openedConfig(trained, parsed, 'sampling'),
    });
    const dataset = await openDataset(config, options.data ?? defaultDataFolder(), likeImages(facts.image));
    const image = imageLike(facts.image, dataset, index);
    const progress = new Progress('varying');
    const { signal } = new AbortController();
    const onFrame = (done: number, total: number): void => progress.update(done, total);
    const picture = { image, mask: maskOf(null, facts.image) };
    const found = await explore({ what: 'vary', picture }, { ...made, signal, onFrame });
    if (!found) return;
    const { range } = processOf(config);
    const frames = found.frames.map((frame) => fromRange(frame, range));
    const pixels = Float32Array.from(frames.flatMap((frame) => [...image, ...frame]));
    const columns = pixels.length / (image.length * frames.length);
    await output.write(gridPng(pixels, { ...facts.image, columns }));
    const rows = frames.map((frame, i) => ({
      t: Math.round((found.places[i] ?? 0) * config.timesteps),
      ...similarities(image, toPictures({ ...facts.image, count: columns - 1, pixels: frame })),
    }));
    await print(options.json === undefined ? table(rows) : JSON.stringify({ similarity: rows }));
  },
};

interface Row {
  readonly t: number;
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

const table = (rows: readonly Row[]): string =>
  [
    'correlation of ten variations with the image that they begin with, noised to t',
    '    t    mean   least    most',
    ...rows.map(({ t, mean, least, most }) =>
      [String(t).padStart(5), ...[mean, least, most].map((value) => value.toFixed(3).padStart(8))].join(''),
    ),
  ].join('\n');
