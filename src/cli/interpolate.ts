// `lab interpolate`: what a model draws between two noises, between two classes, or under rising guidance; one PNG.
import { fromRange } from '../diffusion/process/pictures';
import { processOf } from '../diffusion/process/index';
import { explore } from '../engine/sampling/explore';
import { wishes } from '../lab/explorations';
import { LabError } from '../lab/errors';
import { openCheckpoint } from './checkpointSampler';
import { classOption, drawnConfig } from './classes';
import type { CliCommand } from './command';
import { gridPng } from './grid';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions } from './options';
import { claimOutput } from './output';
import { Progress } from './progress';

const own = {
  class: classOption,
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  out: {
    value: 'FILE.png',
    help: 'picture to write: a row for each noise or class, the way from left to right',
  },
  between: {
    value: wishes.join('|'),
    help: 'from noise to noise on the sphere (default), from --class to the next, or guidance 0, 1, 1.25, 1.5, 2, 3, or 8, 4, 2, 1 steps',
  },
} as const;

const rename = { seed: 'sampleSeed', steps: 'samplingSteps' } as const;

export const interpolateCommand: CliCommand = {
  close: closeCliEngine,
  help: () => optionHelp(own, ['sampling']),
  async run(args) {
    const parsed = parseOptions(args, own, { rename });
    const { checkpoint: path, out, between = 'noise' } = parsed.own;
    if (!path) throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to draw with.');
    const what = wishes.find((name) => name === between);
    if (!what) throw new LabError('bad-setting', `--between is "${between}", expected ${wishes.join(', ')}.`);
    const output = await claimOutput(out, {
      option: '--out FILE.png',
      purpose: 'where the picture goes',
      beside: [path],
    });
    const { config, facts, options } = await openCheckpoint({
      path,
      weights: 'ema',
      configure: (facts) => drawnConfig(facts, parsed),
    });
    if (['guidance', 'class'].includes(what) && !config.classConditional)
      throw new LabError('bad-setting', `--between ${what} needs a model that knows classes.`);
    const progress = new Progress('sampling');
    const { signal } = new AbortController();
    const onFrame = (done: number, total: number): void => progress.update(done, total);
    const found = await explore({ what }, { ...options, signal, onFrame });
    if (!found) return;
    const { height, width, channels } = facts.image;
    const size = height * width * channels;
    const rows = (found.frames[0]?.length ?? 0) / size;
    const columns = found.frames.length;
    const pixels = new Float32Array(rows * columns * size);
    found.frames.forEach((frame, column) => {
      for (let row = 0; row < rows; row++)
        pixels.set(frame.subarray(row * size, (row + 1) * size), (row * columns + column) * size);
    });
    await output.write(gridPng(fromRange(pixels, processOf(config).range), { ...facts.image, columns }));
    console.error(
      `${rows} rows, ${found.places.map((place) => place.toFixed(2)).join(' ')} → ${output.path}`,
    );
  },
};
