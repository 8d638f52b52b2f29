// `lab edit`: ten variations of an image from every noise level, and how much of it is left in them.
import { processOf } from '../diffusion/process/index';
import { fromRange } from '../diffusion/process/pictures';
import { explore } from '../engine/sampling/explore';
import { maskOf } from '../lab/masks';
import { toPictures } from '../lab/pictures';
import { similarities } from '../lab/similarities';
import type { CliCommand } from './command';
import { gridPng } from './grid';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions } from './options';
import { print } from './print';
import { Progress } from './progress';
import { openStartImage, startImageOptions } from './startImage';

const own = {
  ...startImageOptions,
  out: {
    value: 'FILE.png',
    help: 'picture to write: a row for each noise level, the image and ten variations',
  },
  json: { help: 'print one JSON object' },
} as const;

const rename = { seed: 'sampleSeed', steps: 'samplingSteps' } as const;

export const editCommand: CliCommand = {
  close: closeCliEngine,
  help: () => optionHelp(own, ['sampling']),
  async run(args) {
    const parsed = parseOptions(args, own, { rename });
    const { config, facts, image, output, options } = await openStartImage(parsed);
    const progress = new Progress('varying');
    const { signal } = new AbortController();
    const onFrame = (done: number, total: number): void => progress.update(done, total);
    const picture = { image, mask: maskOf(null, facts.image) };
    const found = await explore({ what: 'vary', picture }, { ...options, signal, onFrame });
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
    await print(parsed.own.json === undefined ? table(rows) : JSON.stringify({ similarity: rows }));
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
