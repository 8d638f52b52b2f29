// `lab sample`: draws images from a checkpoint into one PNG.
import { processOf } from '../diffusion/process/index';
import { fromRange } from '../diffusion/process/pictures';
import { sampleLabels } from '../engine/sampling/sampler';
import { LabError } from '../lab/errors';
import { openCheckpointSampler } from './checkpointSampler';
import { classOption, drawnConfig } from './classes';
import type { CliCommand } from './command';
import { defaultDataFolder, imageLike, likeImages, openDataset } from './data';
import { gridPng } from './grid';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions, wholeNumber } from './options';
import { claimOutput } from './output';
import { Progress } from './progress';

const own = {
  class: classOption,
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  out: { value: 'FILE.png', help: 'picture to write' },
  columns: { value: 'N', help: 'images in a row (8)' },
  weights: { value: 'ema|raw', help: 'the moving average (default where there is one) or the plain weights' },
  every: {
    value: 'N',
    help: 'a row of x and one of x̂₀ for every N-th step instead of the last samples alone',
  },
  'start-timestep': { value: 'T', help: 'start from an image of the data set noised to this time step' },
  'start-image': { value: 'INDEX', help: 'which image (0)' },
  data: { value: 'DIR', help: 'folder with the data set, for --start-timestep' },
} as const;

const rename = { seed: 'sampleSeed', steps: 'samplingSteps' } as const;

export const sampleCommand: CliCommand = {
  close: closeCliEngine,
  help: () => optionHelp(own, ['sampling', 'schedule']),
  async run(args) {
    const parsed = parseOptions(args, own, { rename });
    const { own: options } = parsed;
    const { checkpoint, out, weights = 'ema' } = options;
    if (!checkpoint)
      throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to sample from.');
    if (weights !== 'ema' && weights !== 'raw') {
      throw new LabError('bad-setting', `--weights is "${weights}", expected ema or raw.`);
    }
    const columns = Math.max(1, wholeNumber('columns', options.columns, 8));
    const every = wholeNumber('every', options.every, 0);
    const output = await claimOutput(out, {
      option: '--out FILE.png',
      purpose: 'where the picture goes',
      beside: [checkpoint],
    });
    const half = options['start-timestep'];
    const { facts, config, sampler } = await openCheckpointSampler({
      path: checkpoint,
      weights,
      configure: (facts) => drawnConfig(facts, parsed),
      ...(half === undefined ? {} : { startTimestep: wholeNumber('start-timestep', half, 0) }),
    });
    const index = wholeNumber('start-image', options['start-image'], 0);
    const start =
      half === undefined
        ? {}
        : {
            image: imageLike(
              facts.image,
              await openDataset(config, options.data ?? defaultDataFolder(), likeImages(facts)),
              index,
            ),
          };
    const labels = sampleLabels(config.sampleClass, config.sampleCount, facts.classNames.length);
    const progress = new Progress('sampling');
    const run = {
      seed: config.sampleSeed,
      labels,
      guidanceScale: config.guidanceScale,
      frames: 'all',
      ...start,
    } as const;
    const rows: Float32Array[] = [];
    for await (const { step, steps, x, x0 } of sampler.run(run)) {
      progress.update(step, steps);
      if (every > 0 && step > 0 && (step % every === 0 || step === steps)) rows.push(x, x0);
      if (every === 0 && step === steps) rows.push(x);
    }
    const pixels = Float32Array.from(rows.flatMap((row) => [...row]));
    const shown = fromRange(pixels, processOf(config).range);
    await output.write(gridPng(shown, { ...facts.image, columns: every > 0 ? config.sampleCount : columns }));
    console.error(`${config.sampleCount} samples → ${output.path}`);
  },
};
