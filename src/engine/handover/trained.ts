// A model out of its file, with the weights that pictures are drawn with: what everything here is made from.
import { decodeCheckpoint } from '../checkpoint/checkpoint';
import { checkpointFacts, type CheckpointFacts } from '../checkpoint/facts';
import { fileTensors, toFile } from '../checkpoint/layout';
import type { StoredTensor } from '../checkpoint/safetensors';
import { buildModel } from '../models/index';
import type { Model } from '../models/model';
import type { Values } from '../models/weights';

export interface TrainedModel extends CheckpointFacts {
  readonly model: Model;
  /** The moving average where one was taken. */
  readonly weights: Values;
}

/** @throws LabError `bad-checkpoint`, `bad-setting` where the file is no usable model. */
export function trainedModel(file: ArrayBuffer): TrainedModel {
  const facts = checkpointFacts(file);
  const model = buildModel(facts.config, facts.image);
  const { sets } = decodeCheckpoint(model, file);
  const averaged = facts.config.emaDecay > 0 ? sets.average : undefined;
  return { ...facts, model, weights: averaged ?? sets.weights };
}

/** The weights with PyTorch's names, shapes and order. */
export function torchTensors({ model, weights }: TrainedModel): Map<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  for (const spec of model.parameters) {
    const values = weights.get(spec.name) ?? new Float32Array();
    for (const { name, shape, part } of fileTensors(spec))
      tensors.set(name, { shape, values: toFile(spec, values, part) });
  }
  return tensors;
}
