// `lab export`: records the reverse process of a checkpoint for the page to play before any training.
import { sampleLabels } from '../engine/sampling/sampler';
import { LabError } from '../lab/errors';
import { encodeRecording, type RecordedLevel } from '../lab/recording';
import { openCheckpointSampler } from './checkpointSampler';
import type { CliCommand } from './command';
import { writeOutput } from './files';
import { closeCliEngine } from './openEngine';
import { optionHelp, parseOptions } from './options';

const own = {
  checkpoint: { value: 'FILE', help: 'the trained model, safetensors' },
  out: { value: 'FILE', help: 'recording to write (the page reads public/recording.bin)' },
} as const;

const rename = { seed: 'sampleSeed', steps: 'samplingSteps' } as const;

export const exportCommand: CliCommand = {
  close: closeCliEngine,
  help: () => optionHelp(own, ['sampling']),
  async run(args) {
    const { checkpoint, out } = parseOptions(args, own, { rename }).own;
    if (!checkpoint) throw new LabError('bad-setting', '--checkpoint FILE is missing: the model to record.');
    if (!out) throw new LabError('bad-setting', '--out FILE is missing: where the recording goes.');
    const { facts, config, tables, sampler } = await openCheckpointSampler({
      path: checkpoint,
      weights: 'ema',
      // The file holds x̂₀ alone: only a deterministic chain follows from it.
      configure: (base) => ({ ...parseOptions(args, own, { rename, base }).config, sampler: 'ddim', eta: 0 }),
    });
    const { height, width, channels, classes } = facts.image;
    const count = config.sampleCount;
    const predOriginalSamples: Float32Array[] = [];
    let xT = new Float32Array();
    const labels = sampleLabels(config.sampleClass, count, classes);
    const run = {
      seed: config.sampleSeed,
      labels,
      guidanceScale: config.guidanceScale,
      frames: 'all',
    } as const;
    for await (const { step, x, x0 } of sampler.run(run)) {
      if (step === 0) xT = Float32Array.from(x);
      else predOriginalSamples.push(x0);
    }
    const levels: RecordedLevel[] = sampler.stages.map(({ timestep, signal, noise }) => ({
      timestep,
      signal,
      noise,
    }));
    const header = {
      version: 1,
      count,
      height,
      width,
      channels,
      timesteps: tables.timesteps,
      levels: [...levels, { timestep: -1, signal: 1, noise: 0 }],
      trainingSteps: facts.step,
      dataset: config.dataset,
    } as const;
    const file = await encodeRecording({ header, xT, predOriginalSamples });
    await writeOutput(out, file);
    console.error(`${count} samples, ${predOriginalSamples.length} steps, ${file.length} bytes → ${out}`);
  },
};
