// What the commands that begin with an image have in common: a model, an image like those that it was trained on, a place
// for the picture.
import { LabError } from '../lab/errors';
import { classOption, drawnConfig } from './classes';
import { openCheckpoint, type OpenedCheckpoint } from './checkpointSampler';
import { defaultDataFolder, imageLike, likeImages, openDataset } from './data';
import { wholeNumber, type Parsed } from './options';
import { claimOutput, type Output } from './output';

export const startImageOptions = {
  class: classOption,
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  'start-image': { value: 'INDEX', help: 'which image of the data set (0)' },
  data: { value: 'DIR', help: 'folder with the data set' },
} as const;

export interface OpenedImage extends OpenedCheckpoint {
  /** [height, width, channels], −1…1. */
  readonly image: Float32Array;
  readonly output: Output;
}

/** @throws LabError `bad-setting`, `bad-file`, `bad-checkpoint`, `no-data`, `no-gpu`, before any work. */
export async function openStartImage(
  parsed: Parsed<keyof typeof startImageOptions | 'out'>,
): Promise<OpenedImage> {
  const { checkpoint: path, out, data, 'start-image': which } = parsed.own;
  if (!path) throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to draw with.');
  const index = wholeNumber('start-image', which, 0);
  const output = await claimOutput(out, {
    option: '--out FILE.png',
    purpose: 'where the picture goes',
    beside: [path],
  });
  const opened = await openCheckpoint({
    path,
    weights: 'ema',
    configure: (facts) => drawnConfig(facts, parsed),
  });
  const { config, facts } = opened;
  const dataset = await openDataset(config, data ?? defaultDataFolder(), likeImages(facts));
  return { ...opened, image: imageLike(facts.image, dataset, index), output };
}
