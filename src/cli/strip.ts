// `lab strip`: the forward process of one image as a PNG, step by step above, in one jump below.
import { forwardChain } from '../diffusion/process/forward';
import { processOf } from '../diffusion/process/index';
import { noisedAt, pictureNoise } from '../diffusion/process/pictures';
import { makeTables } from '../diffusion/process/tables';
import { gaussians, streams } from '../diffusion/random';
import { LabError } from '../lab/errors';
import type { CliCommand } from './command';
import { datasetImage, defaultDataFolder, openDataset } from './data';
import { gridPng } from './grid';
import { optionHelp, parseOptions } from './options';
import { claimOutput } from './output';

const own = {
  at: { value: 'T,T,…', help: 'table indices to show; 0 is the first noised image (0,20,40,60,80)' },
  data: { value: 'DIR', help: 'folder with the data set (LAB_DATA_DIR, else public/data)' },
  out: { value: 'FILE.png', help: 'picture to write' },
} as const;

export const stripCommand: CliCommand = {
  help: () => optionHelp(own, ['data', 'schedule']),
  async run(args) {
    const { config, own: options } = parseOptions(args, own, { rename: { seed: 'sampleSeed' } });
    const process = processOf(config);
    const tables = makeTables(config);
    const at = (options.at ?? '0,20,40,60,80')
      .split(',')
      .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
    const wrong = at.find((t) => !Number.isInteger(t) || t < 0 || t >= tables.timesteps);
    if (wrong !== undefined) {
      throw new LabError(
        'bad-setting',
        `--at has ${wrong}, expected whole numbers from 0 to ${tables.timesteps - 1}.`,
      );
    }
    const output = await claimOutput(options.out, {
      option: '--out FILE.png',
      purpose: 'where the picture goes',
    });
    const dataset = await openDataset(config, options.data ?? defaultDataFolder());
    const x0 = datasetImage(dataset, config.imageIndex);
    const noiseAt = (step: number): Float64Array =>
      gaussians({ seed: config.sampleSeed, stream: streams.forwardNoise, step }, x0.length);
    // Each picture of a chain's jump has noise of its own; without a chain it is one noise, more and more of it.
    const jump = (t: number) =>
      noisedAt(
        process,
        tables,
        x0,
        pictureNoise(process, config.sampleSeed, x0.length, process.chain ? tables.timesteps + t : 0),
        t + 1,
      );
    const rows = [at.map(jump)];
    if (process.chain) {
      const chain = [...forwardChain(tables, x0, noiseAt)];
      rows.unshift(at.map((t) => chain[t]?.x ?? new Float64Array(x0.length)));
    }
    const pixels = Float32Array.from(rows.flat().flatMap((image) => [...image]));
    await output.write(gridPng(pixels, { ...dataset, columns: at.length, scale: 4 }));
    const times = at.map((index) => index + 1);
    console.error(`t = ${times.join(', ')} of ${tables.timesteps} (0 is the clean image) → ${output.path}`);
  },
};
