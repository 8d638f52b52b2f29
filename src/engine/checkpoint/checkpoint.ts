// Checkpoints: the engine's values to a safetensors file with the reference library's names and layout, and back.
// A file is checked as a whole before anything of it is handed out.
import { LabError } from '../../lab/errors';
import { fileTensors, fromFile, toFile } from './layout';
import type { Model, ParameterSpec } from '../models/model';
import { parseSafetensors, writeSafetensors, type StoredTensor } from './safetensors';

/** Values in the engine's layout by parameter name. */
export type Values = ReadonlyMap<string, Float32Array>;

/** Full sets of values beside the weights; in a file their names carry the group as a prefix. */
export const checkpointGroups = ['ema', 'adam.m', 'adam.v'] as const;
export type CheckpointGroup = (typeof checkpointGroups)[number];

export interface Checkpoint {
  readonly values: Values;
  readonly groups: Readonly<Partial<Record<CheckpointGroup, Values>>>;
  readonly metadata: Readonly<Record<string, string>>;
}

type Tensors = ReadonlyMap<string, StoredTensor>;

/** @param checkpoint values of every parameter of the model, in the engine's layout. */
export function encodeCheckpoint(model: Model, { values, groups, metadata }: Checkpoint): ArrayBuffer {
  const tensors = new Map<string, StoredTensor>();
  const put = (prefix: string, from: Values): void => {
    for (const spec of model.parameters) {
      const ours = from.get(spec.name);
      if (!ours) throw new LabError('internal', `Parameter "${prefix}${spec.name}" has no values to save.`);
      for (const { name, shape, part } of fileTensors(spec)) {
        tensors.set(prefix + name, { shape, values: toFile(spec, ours, part) });
      }
    }
  };
  put('', values);
  for (const group of checkpointGroups) {
    const from = groups[group];
    if (from) put(`${group}.`, from);
  }
  return writeSafetensors({ tensors, metadata });
}

/**
 * Values of every parameter, of every group that the file has, and the file's own words.
 * @throws LabError `bad-checkpoint` naming the first tensor that is missing, extra, wrongly shaped or not finite.
 */
export function decodeCheckpoint(model: Model, file: ArrayBuffer): Checkpoint {
  const { tensors, metadata } = parseSafetensors(file);
  const present = checkpointGroups.filter((group) =>
    [...tensors.keys()].some((name) => name.startsWith(`${group}.`)),
  );
  refuseExtra(model, tensors);
  const groups: Partial<Record<CheckpointGroup, Values>> = {};
  for (const group of present) groups[group] = takeAll(model, tensors, `${group}.`);
  return { values: takeAll(model, tensors, ''), groups, metadata };
}

function refuseExtra(model: Model, tensors: Tensors): void {
  const own = new Set(model.parameters.flatMap((spec) => fileTensors(spec).map(({ name }) => name)));
  for (const name of tensors.keys()) {
    const group = checkpointGroups.find((prefix) => name.startsWith(`${prefix}.`));
    if (own.has(group ? name.slice(group.length + 1) : name)) continue;
    throw new LabError(
      'bad-checkpoint',
      `The checkpoint has a tensor "${name}" that the model ${model.name} lacks: choose the model and the settings that it was trained with.`,
      { reason: { name: 'tensor-extra', values: { tensor: name, model: model.name } } },
    );
  }
}

const takeAll = (model: Model, tensors: Tensors, prefix: string): Values =>
  new Map(model.parameters.map((spec) => [spec.name, take(spec, tensors, prefix)]));

function take(spec: ParameterSpec, tensors: Tensors, prefix: string): Float32Array {
  const values = new Float32Array(spec.shape.reduce((a, b) => a * b, 1));
  for (const { name, shape, part } of fileTensors(spec)) {
    const tensor = prefix + name;
    const expected = `[${shape.join(', ')}]`;
    const wanted = `tensor "${tensor}" of shape ${expected}`;
    const stored = tensors.get(tensor);
    if (!stored) {
      const reason = { name: 'tensor-missing', values: { tensor } } as const;
      throw new LabError('bad-checkpoint', `The checkpoint lacks ${wanted}.`, { reason });
    }
    if (stored.shape.join() !== shape.join()) {
      const found = `[${stored.shape.join(', ')}]`;
      throw new LabError('bad-checkpoint', `The checkpoint has shape ${found}, expected ${wanted}.`, {
        reason: { name: 'tensor-shape', values: { tensor, found, expected } },
      });
    }
    if (!stored.values.every(Number.isFinite)) {
      throw new LabError(
        'bad-checkpoint',
        `The checkpoint has infinite or undefined numbers, expected finite ones in ${wanted}.`,
        { reason: { name: 'tensor-not-finite', values: { tensor } } },
      );
    }
    fromFile(spec, stored.values, part, values);
  }
  return values;
}
