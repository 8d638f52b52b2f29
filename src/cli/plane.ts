// `lab plane`: trains the tiny network of the plane on a two-dimensional set, says how near its score is to the exact one,
// and draws data and samples.
import { sampleCloud } from '../diffusion/plane/sample';
import { planeNames, planePoints, planeSets } from '../diffusion/plane/sets';
import { fieldAgreement } from '../diffusion/plane/agreement';
import { PlaneTrainer } from '../diffusion/plane/train';
import { clipOf, planSampler } from '../diffusion/samplers/index';
import { LabError } from '../lab/errors';
import { defaultConfig, type LabConfig } from '../lab/fields';
import type { CliCommand } from './command';
import { gridPng } from './grid';
import { optionHelp, parseOptions, wholeNumber } from './options';
import { claimOutput } from './output';
import { print } from './print';
import { withinReach } from './trained';

const own = {
  set: { value: planeNames.join('|'), help: 'the set (moons)' },
  rounds: { value: 'N', help: 'training steps (1500)' },
  points: { value: 'N', help: 'points to draw (4000)' },
  out: { value: 'FILE.png', help: 'picture to write: the set on the left, the samples on the right' },
  json: { help: 'print one JSON object' },
} as const;

const rename = { seed: 'sampleSeed', steps: 'samplingSteps' } as const;

/** What the panel of the page begins with. */
const begins: LabConfig = {
  ...defaultConfig,
  predictionType: 'v_prediction',
  timeSampling: 'uniform',
  samplingSteps: 30,
};

/** Pixels of a side, and what a side spans. */
const [side, span] = [128, 2.4];

/** How many points fall into each pixel, as a picture in −1…1. */
function raster(points: Float64Array): Float32Array {
  const counts = new Float32Array(side * side);
  const pixel = (value: number): number => Math.floor((value / span + 0.5) * side);
  for (let i = 0; i < points.length; i += 2) {
    const [column, row] = [pixel(points[i] ?? 0), side - 1 - pixel(points[i + 1] ?? 0)];
    if (column >= 0 && column < side && row >= 0 && row < side) counts[row * side + column]! += 1;
  }
  return counts.map((count) => 1 - 2 * Math.exp(-count / 2));
}

export const planeCommand: CliCommand = {
  help: () => optionHelp(own, ['schedule', 'objective', 'sampling']),
  async run(args) {
    const parsed = parseOptions(args, own, { rename });
    const { set: name = 'moons', rounds, points, out, json } = parsed.own;
    const known = planeNames.find((one) => one === name);
    if (!known)
      throw new LabError('bad-setting', `--set is "${name}", expected one of ${planeNames.join(', ')}.`);
    const config = withinReach({ ...begins, ...parsed.changes, process: 'ddpm' }, parsed.asked);
    const output =
      out === undefined
        ? null
        : await claimOutput(out, { option: '--out FILE.png', purpose: 'where the picture goes' });
    const set = planeSets[known]();
    const steps = Math.max(1, wholeNumber('rounds', rounds, 1500));
    const count = Math.max(1, wholeNumber('points', points, 4000));
    const trainer = new PlaneTrainer(set, config, steps);
    const losses: number[] = [];
    for (let i = 0; i < steps; i += 1) losses.push(trainer.train());
    const last = losses.slice(-100);
    const loss = last.reduce((sum, value) => sum + value, 0) / last.length;
    const { model, tables } = trainer;
    const t = Math.max(0, Math.round(config.time * config.timesteps) - 1);
    const agreement = fieldAgreement({ set, model, t, seed: config.sampleSeed });
    const stages = planSampler(config, tables);
    const options = { stages, clip: clipOf(config), count, seed: config.sampleSeed };
    const drawn = [...sampleCloud(model, options)].at(-1)?.points ?? new Float64Array();
    const pictures = [planePoints(set, config.sampleSeed, count), drawn].map(raster);
    const pixels = Float32Array.from(pictures.flatMap((picture) => [...picture]));
    await output?.write(gridPng(pixels, { height: side, width: side, channels: 1, columns: 2, scale: 3 }));
    const facts = { set: known, steps, loss, t: t + 1, ...agreement };
    await print(
      json === undefined
        ? `${known}: loss ${loss.toFixed(4)} after ${steps} steps; score at t = ${t + 1}: cosine ${agreement.cosine.toFixed(4)}, error ${agreement.error.toFixed(4)} of the exact one's length`
        : JSON.stringify(facts),
    );
  },
};
