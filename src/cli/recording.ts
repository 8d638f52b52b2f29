// The reverse process of a checkpoint as a recording, for the page to play before any training.
import { sampleLabels } from '../engine/sampling/sampler';
import { encodeRecording, type RecordedLevel } from '../lab/recording';
import { drawnConfig } from './classes';
import { openCheckpointSampler } from './checkpointSampler';
import type { Parsed } from './options';

/** @throws LabError `bad-file`, `bad-checkpoint`, `bad-setting`, `no-gpu`. */
export async function recordReverse(
  path: string,
  parsed: Pick<Parsed<'class'>, 'changes' | 'asked' | 'own'>,
): Promise<Uint8Array> {
  const { facts, config, tables, sampler } = await openCheckpointSampler({
    path,
    weights: 'ema',
    // The file holds x̂₀ alone: only a deterministic chain follows from it.
    configure: (facts) => ({ ...drawnConfig(facts, parsed), sampler: 'ddim', eta: 0 }),
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
  console.error(`${count} samples, ${predOriginalSamples.length} steps`);
  return file;
}
