// `lab inpaint`: keeps a part of an image and has a model draw the rest (RePaint).
import { processOf } from '../diffusion/process/index';
import { fromRange } from '../diffusion/process/pictures';
import { explore } from '../engine/sampling/explore';
import { LabError } from '../lab/errors';
import { holes, maskOf } from '../lab/masks';
import type { CliCommand } from './command';
import { gridPng } from './grid';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions } from './options';
import { Progress } from './progress';
import { openStartImage, startImageOptions } from './startImage';

const own = {
  ...startImageOptions,
  out: {
    value: 'FILE.png',
    help: 'picture to write: the image, what is kept of it (the rest grey), the samples',
  },
  hole: { value: holes.join('|'), help: 'the half that is drawn anew, or the middle quarter (right)' },
} as const;

const rename = { seed: 'sampleSeed', steps: 'samplingSteps' } as const;

export const inpaintCommand: CliCommand = {
  close: closeCliEngine,
  help: () => optionHelp(own, ['sampling']),
  async run(args) {
    const parsed = parseOptions(args, own, { rename });
    const { hole = 'right' } = parsed.own;
    const part = holes.find((name) => name === hole);
    if (!part) throw new LabError('bad-setting', `--hole is "${hole}", expected ${holes.join(', ')}.`);
    const { config, facts, image, output, options } = await openStartImage(parsed);
    const mask = maskOf(part, facts.image);
    const progress = new Progress('inpainting');
    const { signal } = new AbortController();
    const onFrame = (done: number, total: number): void => progress.update(done, total);
    const found = await explore(
      { what: 'inpaint', picture: { image, mask } },
      { ...options, signal, onFrame },
    );
    const [last = new Float32Array()] = found?.frames ?? [];
    const { channels } = facts.image;
    const kept = image.map((value, i) => (mask[Math.floor(i / channels)] === 1 ? value : 0));
    const drawn = fromRange(last, processOf(config).range);
    const pixels = Float32Array.from([...image, ...kept, ...drawn]);
    await output.write(gridPng(pixels, { ...facts.image, columns: 8 }));
    console.error(`${config.sampleCount} samples → ${output.path}`);
  },
};
