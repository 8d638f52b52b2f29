// `lab inpaint`: keeps a part of an image and has a model draw the rest (RePaint).
import { processOf } from '../diffusion/process/index';
import { fromRange } from '../diffusion/process/pictures';
import { Sampler, sampleLabels } from '../engine/sampling/sampler';
import { LabError } from '../lab/errors';
import { openCheckpoint } from './checkpointSampler';
import type { CliCommand } from './command';
import { datasetImage, defaultDataFolder, openDataset } from './data';
import { gridPng } from './grid';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions, wholeNumber } from './options';
import { claimOutput } from './output';
import { Progress } from './progress';
import { openedConfig } from './trained';

const parts = ['left', 'right', 'top', 'bottom', 'middle'] as const;

const own = {
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  out: {
    value: 'FILE.png',
    help: 'picture to write: the image, what is kept of it (the rest grey), the samples',
  },
  'start-image': { value: 'INDEX', help: 'which image of the data set (0)' },
  hole: { value: parts.join('|'), help: 'the half that is drawn anew, or the middle quarter (right)' },
  resamplings: { value: 'N', help: 'how often each step is done, noised again in between (5)' },
  data: { value: 'DIR', help: 'folder with the data set' },
} as const;

const rename = { seed: 'sampleSeed', steps: 'samplingSteps' } as const;

export const inpaintCommand: CliCommand = {
  close: closeCliEngine,
  help: () => optionHelp(own, ['sampling']),
  async run(args) {
    const parsed = parseOptions(args, own, { rename });
    const { own: options } = parsed;
    const { checkpoint: path, hole = 'right', out } = options;
    if (!path) throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to draw with.');
    const part = parts.find((name) => name === hole);
    if (!part) throw new LabError('bad-setting', `--hole is "${hole}", expected ${parts.join(', ')}.`);
    const resamplings = Math.max(1, wholeNumber('resamplings', options.resamplings, 5));
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
      // What a step found before the jump back is no history to go on from.
      configure: (trained) => ({
        ...openedConfig(trained, parsed, 'sampling'),
        sampler: processOf(trained).sampler,
      }),
    });
    const dataset = await openDataset(config, options.data ?? defaultDataFolder());
    const image = datasetImage(dataset, wholeNumber('start-image', options['start-image'], 0));
    const mask = maskOf(part, facts.image);
    const sampler = new Sampler({ ...made, resamplings });
    const progress = new Progress('inpainting');
    const run = {
      seed: config.sampleSeed,
      labels: sampleLabels(config.sampleClass, config.sampleCount, facts.image.classes),
      guidanceScale: config.guidanceScale,
      known: { image, mask },
      frames: 'all',
    } as const;
    let last = new Float32Array();
    for await (const { step, steps, x } of sampler.run(run)) {
      progress.update(step, steps);
      last = Float32Array.from(x);
    }
    sampler.dispose();
    const { channels } = facts.image;
    const kept = image.map((value, i) => (mask[Math.floor(i / channels)] === 1 ? value : 0));
    const drawn = fromRange(last, processOf(config).range);
    const pixels = Float32Array.from([...image, ...kept, ...drawn]);
    await output.write(gridPng(pixels, { ...facts.image, columns: 8 }));
    console.error(`${config.sampleCount} samples → ${output.path}`);
  },
};

/** [height, width]: 1 where the image is kept. */
function maskOf(
  hole: (typeof parts)[number],
  { height, width }: { readonly height: number; readonly width: number },
): Uint8Array {
  const inHole = (y: number, x: number): boolean => {
    switch (hole) {
      case 'left':
        return x < 0.5;
      case 'right':
        return x >= 0.5;
      case 'top':
        return y < 0.5;
      case 'bottom':
        return y >= 0.5;
      case 'middle':
        return Math.abs(y - 0.5) < 0.25 && Math.abs(x - 0.5) < 0.25;
    }
  };
  return Uint8Array.from({ length: height * width }, (_, i) =>
    inHole(Math.floor(i / width) / height, (i % width) / width) ? 0 : 1,
  );
}
