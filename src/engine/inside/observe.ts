// Runs a part of a model with somebody looking on, and reads back all that was seen.
import { keep, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { LabError } from '../../lab/errors';
import { compileAside } from '../compileAside';
import type { Engine } from '../engine';
import type { Observation, Pass } from '../models/model';

export interface Seen {
  readonly observations: readonly Observation[];
  readonly result: Tensor;
  /** Values of a tensor that was seen; the tensors themselves are gone. */
  readonly valuesOf: (tensor: Tensor) => Float32Array;
}

export interface ObserveOptions {
  readonly engine: Engine;
  readonly pass: Pass;
  /** What `run` reads, beside the parameters. */
  readonly inputs: readonly Tensor[];
  readonly run: (watched: Pass) => Tensor;
}

export async function observe({ engine, pass, inputs, run }: ObserveOptions): Promise<Seen> {
  await compileAside(engine, inputs, () => tidy(() => void run(pass)));
  const observations: Observation[] = [];
  const note = (observation: Observation): void => {
    observations.push(observation);
    tensorsOf(observation).forEach(keep);
  };
  const result = tidy(() => run({ ...pass, observe: note }));
  const tensors = [...new Set([result, ...observations.flatMap(tensorsOf)])];
  try {
    const read = await engine.guard(Promise.all(tensors.map((tensor) => tensor.data<'float32'>())));
    const values = new Map(tensors.map((tensor, i) => [tensor, read[i]]));
    const valuesOf = (tensor: Tensor): Float32Array => {
      const found = values.get(tensor);
      if (!found) throw new LabError('internal', 'These values were not seen.');
      return found;
    };
    return { observations, result, valuesOf };
  } finally {
    tensors.forEach((tensor) => tensor.dispose());
  }
}

function tensorsOf({ output, normalised, attention }: Observation): Tensor[] {
  const asked = attention ? ('qkv' in attention ? [attention.qkv] : [attention.queries, attention.keys]) : [];
  return [output, ...(normalised ? [normalised.input] : []), ...asked];
}
