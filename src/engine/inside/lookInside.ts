// One forward pass of a model over one picture, with everything that its layers compute on the way.
import { dispose, tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import type { InsideSight, LayerSight, TimeSight } from '../../lab/inside';
import type { Engine } from '../engine';
import type { Model, Pass } from '../models/model';
import { layerSight } from './layerSight';
import { observe } from './observe';

export interface LookOptions {
  readonly engine: Engine;
  readonly model: Model;
  readonly pass: Pass;
  /** The noised picture, [height, width, channels] in the model's range. */
  readonly x: Float32Array;
  readonly shape: readonly [height: number, width: number, channels: number];
  /** Table index 0…T−1 of the picture. */
  readonly timestep: number;
  /** T */
  readonly timesteps: number;
  /** What the model is told of a time step. */
  readonly toldTime: (timestep: number) => number;
  /** The number of classes stands for "any". */
  readonly label: number;
}

/** Time steps of the picture of the embedding at most. */
const mostTimes = 128;

/** Eager, a batch of one, on whichever backend the engine has. */
export async function lookInside(options: LookOptions): Promise<InsideSight> {
  return { layers: await layersOf(options), time: await timeOf(options) };
}

async function layersOf(options: LookOptions): Promise<readonly LayerSight[]> {
  const { engine, model, pass, x, shape, toldTime, timestep, label } = options;
  const input = {
    x: tensor4d(x, [1, ...shape]),
    t: tensor1d([toldTime(timestep)]),
    labels: tensor1d([label], 'int32'),
  };
  try {
    const run = (watched: Pass) => model.forward(watched, input);
    const seen = await observe({ engine, pass, inputs: Object.values(input), run });
    const kinds = new Map(model.outline.map(({ name, kind }) => [name, kind]));
    return seen.observations.map((observation) => ({
      ...layerSight(observation, seen.valuesOf),
      kind: kinds.get(observation.layer) ?? 'embedding',
    }));
  } finally {
    dispose(input);
  }
}

async function timeOf(options: LookOptions): Promise<TimeSight | null> {
  const { engine, model, pass, toldTime, timesteps: all, label } = options;
  const { embedding } = model;
  if (!embedding) return null;
  const count = Math.min(all, mostTimes);
  const apart = (all - 1) / Math.max(1, count - 1);
  const timesteps = Array.from({ length: count }, (_, i) => Math.round(i * apart));
  const told = {
    t: tensor1d(timesteps.map(toldTime)),
    labels: tensor1d(new Int32Array(count).fill(label), 'int32'),
  };
  try {
    const run = (watched: Pass) => embedding(watched, told);
    const { observations, result, valuesOf } = await observe({
      engine,
      pass,
      inputs: Object.values(told),
      run,
    });
    const waves = observations.find(({ operation }) => operation === 'timestepEmbedding');
    return waves ? { timesteps, sinusoids: valuesOf(waves.output), embedding: valuesOf(result) } : null;
  } finally {
    dispose(told);
  }
}
