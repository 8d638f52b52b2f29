// `lab inpaint`: keeps a part of an image and has a model draw the rest (RePaint).
import { processOf } from '../diffusion/process/index';
import { fromRange } from '../diffusion/process/pictures';
import { explore } from '../engine/sampling/explore';
import { LabError } from '../lab/errors';
import { holes, maskOf } from '../lab/masks';
import { openCheckpoint } from './checkpointSampler';
import type { CliCommand } from './command';
import { defaultDataFolder, imageLike, likeImages, openDataset } from './data';
import { gridPng } from './grid';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions, wholeNumber } from './options';
import { claimOutput } from './output';
import { Progress } from './progress';
import { openedConfig } from './trained';

const own = {
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  out: {
    value: 'FILE.png',
    help: 'picture to write: the image, what is kept of it (the rest grey), the samples',
  },
  'start-image': { value: 'INDEX', help: 'which image of the data set (0)' },
  hole: { value: holes.join('|'), help: 'the half that is drawn anew, or the middle quarter (right)' },
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
    const part = holes.find((name) => name === hole);
    if (!part) throw new LabError('bad-setting', `--hole is "${hole}", expected ${holes.join(', ')}.`);
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
    const image = imageLike(facts.image, dataset, wholeNumber('start-image', options['start-image'], 0));
    const mask = maskOf(part, facts.image);
    const progress = new Progress('inpainting');
    const { signal } = new AbortController();
    const onFrame = (done: number, total: number): void => progress.update(done, total);
    const found = await explore({ what: 'inpaint', picture: { image, mask } }, { ...made, signal, onFrame });
    const [last = new Float32Array()] = found?.frames ?? [];
    const { channels } = facts.image;
    const kept = image.map((value, i) => (mask[Math.floor(i / channels)] === 1 ? value : 0));
    const drawn = fromRange(last, processOf(config).range);
    const pixels = Float32Array.from([...image, ...kept, ...drawn]);
    await output.write(gridPng(pixels, { ...facts.image, columns: 8 }));
    console.error(`${config.sampleCount} samples → ${output.path}`);
  },
};
