// `lab eval`: draws samples from a checkpoint and has them judged, as the page's quality meter does.
import { readFile } from 'node:fs/promises';
import { judgeOf } from '../datasets/registry';
import type { Dataset } from '../datasets/types';
import { Judge } from '../engine/judge/judge';
import { Meter } from '../engine/judge/meter';
import { nearestImage } from '../engine/judge/nearest';
import { LabError } from '../lab/errors';
import type { Quality } from '../lab/quality';
import { openCheckpoint } from './checkpointSampler';
import { classOption, drawnConfig } from './classes';
import type { CliCommand } from './command';
import { defaultDataFolder, openDataset } from './data';
import { gridPng } from './grid';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions, wholeNumber } from './options';
import { claimOutput } from './output';
import { print } from './print';
import { Progress } from './progress';

const own = {
  class: classOption,
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  samples: { value: 'N', help: 'samples to judge, rounded up to fifties (1000)' },
  weights: { value: 'ema|raw', help: 'the moving average (default where there is one) or the plain weights' },
  data: { value: 'DIR', help: 'folder with the data set, for the value of real images' },
  out: { value: 'FILE.png', help: 'pairs to write: samples above, the training image nearest to each below' },
  json: { help: 'print one JSON object' },
} as const;

const rename = { seed: 'sampleSeed', steps: 'samplingSteps' } as const;
const atOnce = 50;
/** Samples whose nearest training image is looked for. */
const paired = 20;

export const evalCommand: CliCommand = {
  close: closeCliEngine,
  help: () => optionHelp(own, ['sampling']),
  async run(args) {
    const parsed = parseOptions(args, own, { rename });
    const { own: options } = parsed;
    const { checkpoint: path, weights = 'ema', out } = options;
    if (!path) throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to judge.');
    if (weights !== 'ema' && weights !== 'raw')
      throw new LabError('bad-setting', `--weights is "${weights}", expected ema or raw.`);
    const count = atOnce * Math.ceil(Math.max(1, wholeNumber('samples', options.samples, 1000)) / atOnce);
    const output =
      out === undefined
        ? null
        : await claimOutput(out, { option: '--out FILE.png', purpose: 'where the pairs go', beside: [path] });
    const opened = await openCheckpoint({
      path,
      weights,
      configure: (facts) => ({ ...drawnConfig(facts, parsed), sampleCount: atOnce }),
    });
    const { config, facts } = opened;
    const file = judgeOf(config);
    if (file === null) {
      const sentence = `There is no judge for ${config.dataset}${config.padImages ? ', padded' : ''}: it knows MNIST as it is.`;
      throw new LabError('bad-setting', sentence);
    }
    const dataset = await openDataset(config, options.data ?? defaultDataFolder());
    const judge = new Judge(opened.options.engine, await judgeFile(file));
    const meter = new Meter({ ...opened.options, judge });
    const progress = new Progress('judging');
    const onPart = (done: number): void => progress.update(done, count);
    const { signal } = new AbortController();
    try {
      const found = await meter.measure(count, dataset, { step: facts.step, signal, onPart });
      if (!found) return;
      const { pixels, labels: _, ...quality } = found;
      const pairs = nearestPairs(pixels, dataset);
      await output?.write(gridPng(pairs.pixels, { ...dataset, columns: paired }));
      const result = { ...quality, nearestDistance: pairs.least };
      await print(options.json === undefined ? table(result, judge.file.recognised) : JSON.stringify(result));
    } finally {
      meter.dispose();
      judge.dispose();
    }
  },
};

export async function judgeFile(name: string): Promise<ArrayBuffer> {
  const bytes = await readFile(new URL(`../../public/${name}`, import.meta.url));
  return Uint8Array.from(bytes).buffer;
}

/** The first samples, then the training images nearest to them. */
function nearestPairs(
  pixels: Float32Array,
  dataset: Dataset,
): { readonly pixels: Float32Array; readonly least: number } {
  const size = dataset.height * dataset.width * dataset.channels;
  const count = Math.min(paired, pixels.length / size);
  const both = new Float32Array(2 * count * size);
  let least = Infinity;
  for (let i = 0; i < count; i++) {
    const sample = pixels.subarray(i * size, (i + 1) * size);
    const { index, distance } = nearestImage(sample, dataset);
    least = Math.min(least, distance);
    both.set(sample, i * size);
    const bytes = dataset.images.subarray(index * size, (index + 1) * size);
    both.set(
      Float32Array.from(bytes, (value) => value / 127.5 - 1),
      (count + i) * size,
    );
  }
  return { pixels: both, least };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const table = (
  {
    step,
    count,
    recognised,
    asked,
    spread,
    frechet,
    floor,
    nearestDistance,
  }: Quality & { nearestDistance: number },
  ofReal: number,
): string =>
  [
    `${count} samples after step ${step}, judged by a small network of our own (no Inception-FID)`,
    `recognised (p > 0.9)       ${percent(recognised)}   (real test images ${percent(ofReal)})`,
    `the class asked for        ${Number.isNaN(asked) ? '–' : percent(asked)}`,
    `spread over the classes    ${spread.toFixed(3)}`,
    `Fréchet distance           ${frechet.toFixed(2)}   (as many real images ${floor.toFixed(2)}: ${(frechet / floor).toFixed(2)} times that)`,
    `nearest training image     ${nearestDistance.toFixed(3)} a pixel, the closest of ${Math.min(paired, count)}`,
  ].join('\n');
