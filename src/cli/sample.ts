// `lab sample`: draws images from a checkpoint into one PNG.
import { makeTables } from '../diffusion/tables';
import { decodeCheckpoint } from '../engine/checkpoint';
import { checkpointFacts } from '../engine/checkpointFacts';
import { buildModel } from '../engine/models/index';
import { ParameterArena } from '../engine/parameters';
import { Sampler, sampleLabels } from '../engine/sampler';
import { LabError } from '../lab/errors';
import type { CliCommand } from './command';
import { readInput, writeOutput } from './files';
import { gridPng } from './grid';
import { openCliEngine } from './openEngine';
import { optionHelp, parseOptions } from './options';
import { Progress } from './progress';

const own = {
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  out: { value: 'FILE.png', help: 'picture to write' },
  columns: { value: 'N', help: 'images in a row (8)' },
  weights: { value: 'ema|raw', help: 'the moving average (default where there is one) or the plain weights' },
} as const;

export const sampleCommand: CliCommand = {
  summary: 'draw images from a checkpoint into a PNG',
  help: () => optionHelp(own, ['sampling', 'schedule']),
  async run(args) {
    const first = parseOptions(args, own, { rename: { seed: 'sampleSeed', steps: 'samplingSteps' } });
    const { checkpoint: path, out, columns = '8', weights = 'ema' } = first.own;
    if (!path) throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to sample from.');
    if (!out) throw new LabError('bad-setting', '--out FILE.png is missing: where the picture goes.');
    if (weights !== 'ema' && weights !== 'raw') {
      throw new LabError('bad-setting', `--weights is "${weights}", expected ema or raw.`);
    }
    const file = await readInput(path);
    const facts = checkpointFacts(file);
    // The model's own settings, but for what was asked for.
    const { config } = parseOptions(args, own, {
      rename: { seed: 'sampleSeed', steps: 'samplingSteps' },
      base: facts.config,
    });
    const engine = await openCliEngine();
    if (!engine.gpu) throw new LabError('no-gpu', 'Sampling needs WebGPU.');
    const model = buildModel(facts.config, facts.image);
    const { values, groups } = decodeCheckpoint(model, file);
    const chosen = weights === 'ema' && facts.config.emaDecay > 0 ? (groups.ema ?? values) : values;
    const arena = new ParameterArena(engine.gpu.runtime, model.parameters, chosen);
    const sampler = new Sampler({
      engine,
      model,
      pass: { ops: engine.ops, parameter: (name) => arena.tensor(name), training: false },
      config,
      tables: makeTables(config),
      image: facts.image,
      classes: facts.image.classes,
    });
    const labels = sampleLabels(config.sampleClass, config.sampleCount, facts.image.classes);
    const progress = new Progress('sampling');
    const run = {
      seed: config.sampleSeed,
      labels,
      guidanceScale: config.guidanceScale,
      frames: 'all',
    } as const;
    for await (const { step, steps, x } of sampler.run(run)) {
      progress.update(step, steps);
      if (step < steps) continue;
      const pixels = config.process === 'corrupt' ? x.map((value) => 2 * value - 1) : x;
      await writeOutput(out, gridPng(pixels, { ...facts.image, columns: Number(columns) }));
    }
    console.error(`${config.sampleCount} samples → ${out}`);
  },
};
