// Checkpoints: the engine's values to a safetensors file with the reference library's names and layout, and back.
// A file is checked as a whole before anything of it is handed out.
import { LabError } from '../../lab/errors';
import { historyPrefix } from './history';
import { fileTensors, fromFile, toFile } from './layout';
import type { Model, ParameterSpec } from '../models/model';
import { weightSets, type Values, type WeightSet, type WeightValues } from '../models/weights';
import { parseSafetensors, writeSafetensors, type StoredTensor } from './safetensors';

/** What the names of a set's tensors begin with in a file. */
const prefixes = {
  weights: '',
  average: 'ema.',
  m: 'adam.m.',
  v: 'adam.v.',
} as const satisfies Record<WeightSet, string>;

export const averagePrefix = prefixes.average;

export interface Checkpoint {
  readonly sets: WeightValues;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A checkpoint with what a file may hold besides: see history.ts. */
export interface CheckpointFile extends Checkpoint {
  readonly others?: ReadonlyMap<string, StoredTensor>;
}

type Tensors = ReadonlyMap<string, StoredTensor>;

/** @param checkpoint every set with values of every parameter of the model. */
export function encodeCheckpoint(model: Model, { sets, metadata, others }: CheckpointFile): ArrayBuffer {
  const tensors = new Map<string, StoredTensor>(others);
  for (const set of weightSets) {
    const from = sets[set];
    if (!from) continue;
    for (const spec of model.parameters) {
      const ours = from.get(spec.name);
      if (!ours) throw new LabError('internal', `Parameter "${spec.name}" has no values to save (${set}).`);
      for (const { name, shape, part } of fileTensors(spec)) {
        tensors.set(prefixes[set] + name, { shape, values: toFile(spec, ours, part) });
      }
    }
  }
  return writeSafetensors({ tensors, metadata });
}

/**
 * Every set that the file has, with values of every parameter, and the file's own words.
 * @throws LabError `bad-checkpoint` naming the first tensor that is missing, extra, wrongly shaped or not finite.
 */
export function decodeCheckpoint(model: Model, file: ArrayBuffer): Checkpoint {
  const { tensors, metadata } = parseSafetensors(file);
  const present = new Set([...tensors.keys()].map(setOf));
  refuseExtra(model, tensors);
  const sets: { weights: Values } & Partial<Record<WeightSet, Values>> = {
    weights: takeAll(model, tensors, 'weights'),
  };
  for (const set of weightSets)
    if (set !== 'weights' && present.has(set)) sets[set] = takeAll(model, tensors, set);
  return { sets, metadata };
}

/** The set that a tensor of a file belongs to. */
export const setOf = (tensor: string): WeightSet =>
  weightSets.find((set) => prefixes[set] !== '' && tensor.startsWith(prefixes[set])) ?? 'weights';

function refuseExtra(model: Model, tensors: Tensors): void {
  const own = new Set(model.parameters.flatMap((spec) => fileTensors(spec).map(({ name }) => name)));
  for (const name of tensors.keys()) {
    if (name.startsWith(historyPrefix)) continue;
    if (own.has(name.slice(prefixes[setOf(name)].length))) continue;
    throw new LabError(
      'bad-checkpoint',
      `The checkpoint has a tensor "${name}" that the model ${model.name} lacks: choose the model and the settings that it was trained with.`,
      { reason: { name: 'tensor-extra', values: { tensor: name, model: model.name } } },
    );
  }
}

const takeAll = (model: Model, tensors: Tensors, set: WeightSet): Values =>
  new Map(model.parameters.map((spec) => [spec.name, take(spec, tensors, prefixes[set])]));

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
    fromFile(spec, Float32Array.from(stored.values), part, values);
  }
  return values;
}
