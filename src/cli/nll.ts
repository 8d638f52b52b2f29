// `lab nll`: the variational bound of a trained model in bits a dimension, on pictures of the test set.
import { processOf } from '../diffusion/process/index';
import { fromRange, toRange } from '../diffusion/process/pictures';
import { measureBits, type MeasuredBits } from '../diffusion/theory/measureBits';
import { denoise } from '../engine/sampling/denoise';
import { LabError } from '../lab/errors';
import { openCheckpoint } from './checkpointSampler';
import type { CliCommand } from './command';
import { datasetImage, defaultDataFolder, demandShape, likeImages, openDataset } from './data';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions, wholeNumber } from './options';
import { print } from './print';
import { Progress } from './progress';
import { openedConfig } from './trained';

const own = {
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  data: { value: 'DIR', help: 'folder with the data set (LAB_DATA_DIR, else public/data)' },
  images: { value: 'N', help: 'pictures of the test set (100)' },
  strata: { value: 'N', help: 'stretches of the time axis, a time step of each for each picture (10)' },
  json: { help: 'print one JSON object' },
} as const;

const rename = { seed: 'sampleSeed' } as const;

/** Pictures that the network is shown at once. */
const batch = 50;

export const nllCommand: CliCommand = {
  close: closeCliEngine,
  help: () => optionHelp(own, ['sampling']),
  async run(args) {
    const parsed = parseOptions(args, own, { rename });
    const { own: options } = parsed;
    if (!options.checkpoint)
      throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to measure.');
    const wanted = Math.max(1, wholeNumber('images', options.images, 100));
    const strata = Math.max(1, wholeNumber('strata', options.strata, 10));
    const opened = await openCheckpoint({
      path: options.checkpoint,
      weights: 'ema',
      configure: ({ config: trained }) => openedConfig(trained, parsed, 'sampling'),
    });
    const { config, tables } = opened;
    const process = processOf(config);
    if (!process.chain)
      throw new LabError('bad-setting', 'This process is no chain of Gaussians: it has no such bound.');
    const { image } = opened.facts;
    const folder = options.data ?? defaultDataFolder();
    const dataset = await openDataset(config, folder, { ...likeImages(opened.facts), split: 'test' });
    demandShape(image, dataset);
    const pictures = Math.min(dataset.count, wanted);
    const progress = new Progress('measuring');
    const { height, width, channels } = dataset;
    let measured: MeasuredBits | null = null;
    const measuring = measureBits({
      process,
      tables,
      variance: config.variance,
      seed: config.sampleSeed,
      picture: (index) => datasetImage(dataset, index),
      pictures,
      strata,
      batch,
      async predict({ clean, timesteps, seed }) {
        const images = Float32Array.from(clean.flatMap((one) => [...one]));
        const { predicted } = await denoise({
          ...opened.options,
          images: toRange(images, process.range),
          shape: [clean.length, height, width, channels],
          timesteps,
          label: opened.options.classes,
          seed,
        });
        return fromRange(predicted, process.range);
      },
    });
    for await (measured of measuring) progress.update(measured.done, measured.total);
    const bits = measured?.bits;
    if (!bits) return;
    await print(
      options.json === undefined
        ? `${bits.total.toFixed(3)} ± ${bits.standardError.toFixed(3)} bits a dimension on ${bits.pictures} test pictures: prior ${bits.prior.toExponential(2)}, steps ${bits.steps.toFixed(3)}, decoder ${bits.decoder.toFixed(3)}`
        : JSON.stringify({ ...bits, curve: measured?.curve }),
    );
  },
};
