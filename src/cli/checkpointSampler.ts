// A sampler over the weights of a checkpoint: what the commands that draw share.
import { makeTables } from '../diffusion/process/tables';
import type { Tables } from '../diffusion/types';
import { decodeCheckpoint } from '../engine/checkpoint/checkpoint';
import { checkpointFacts, type CheckpointFacts } from '../engine/checkpoint/facts';
import { buildModel } from '../engine/models/index';
import type { Values } from '../engine/models/weights';
import { ParameterArena } from '../engine/training/parameters';
import { Sampler, type SamplerOptions } from '../engine/sampling/sampler';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { readModel } from './modelFile';
import { openCliEngine } from './openEngine';

/** What a sampler is made of. */
export interface OpenedCheckpoint {
  readonly facts: CheckpointFacts;
  readonly config: LabConfig;
  readonly tables: Tables;
  readonly options: SamplerOptions;
  /** That it draws with. */
  readonly weights: Values;
}

export interface CheckpointSampler {
  readonly facts: CheckpointFacts;
  readonly config: LabConfig;
  readonly tables: Tables;
  readonly sampler: Sampler;
}

export interface CheckpointSamplerOptions {
  readonly path: string;
  /** `ema` falls back to the plain weights where there is no average. */
  readonly weights: 'ema' | 'raw';
  /** The settings to sample with, from what the model says of itself. */
  readonly configure: (facts: CheckpointFacts) => LabConfig;
  readonly startTimestep?: number;
}

/** @throws LabError `bad-file`, `bad-checkpoint`, `bad-setting`, `no-gpu`. */
export async function openCheckpointSampler(options: CheckpointSamplerOptions): Promise<CheckpointSampler> {
  const { options: parts, ...opened } = await openCheckpoint(options);
  return { ...opened, sampler: new Sampler(parts) };
}

/** @throws as {@link openCheckpointSampler}. */
export async function openCheckpoint(options: CheckpointSamplerOptions): Promise<OpenedCheckpoint> {
  const file = await readModel(options.path);
  const facts = checkpointFacts(file);
  const config = options.configure(facts);
  const model = buildModel(facts.config, facts.image);
  const { sets } = decodeCheckpoint(model, file);
  const averaged = options.weights === 'ema' && facts.config.emaDecay > 0;
  const engine = await openCliEngine();
  if (!engine.gpu) throw new LabError('no-gpu', 'Sampling needs WebGPU.');
  const arena = new ParameterArena(engine.gpu.runtime, model.parameters, ['weights']);
  const weights = (averaged ? sets.average : undefined) ?? sets.weights;
  arena.write('weights', weights);
  const tables = makeTables(config);
  const start: Partial<SamplerOptions> =
    options.startTimestep === undefined ? {} : { startTimestep: options.startTimestep };
  const parts: SamplerOptions = {
    engine,
    model,
    pass: { ops: engine.ops, parameter: (name) => arena.tensor(name), dropout: null },
    config,
    tables,
    image: facts.image,
    classes: facts.image.classes,
    ...start,
  };
  return { facts, config, tables, options: parts, weights };
}
