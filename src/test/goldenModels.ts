// Reads the golden numbers of models (tools/reference/models.py) and gives a model the weights that they were made with.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { streams, uniforms } from '../diffusion/random';
import { annotatedUnet } from '../engine/models/annotated/annotatedUnet';
import { buildModel } from '../engine/models/index';
import type { Model } from '../engine/models/model';
import { fileTensors, type FileTensor } from '../engine/checkpoint/layout';
import { writeSafetensors } from '../engine/checkpoint/safetensors';
import { parseConfig } from '../lab/config';

const network = z.object({
  settings: z.looseObject({
    architecture: z.object({ multipliers: z.array(z.number()), attends: z.array(z.boolean()) }).optional(),
  }),
  image: z.object({ height: z.number(), width: z.number(), channels: z.number(), classes: z.number() }),
});

const counts = z.object({
  cases: z.array(
    network.extend({
      parameters: z.number(),
      tensors: z.number(),
      multiplyAdds: z.number(),
      /** SHA-256 of the lines `name side,side,…` of all tensors, sorted. */
      digest: z.string(),
    }),
  ),
});

const initial = z.object({
  cases: z.array(
    network.extend({
      /** Mean, deviation and largest size of a tensor. */
      initial: z.record(z.string(), z.tuple([z.number(), z.number(), z.number()])),
    }),
  ),
});

const pass = network.extend({
  seed: z.number(),
  t: z.array(z.number()),
  labels: z.array(z.number()),
  loss: z.number(),
  output: z.array(z.number()),
  /** Norm, and the first, the middle and the last entry in PyTorch's layout. */
  gradients: z.record(z.string(), z.tuple([z.number(), z.number(), z.number(), z.number()])),
});

export type GoldenPass = z.infer<typeof pass>;

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../engine/models/golden/${name}.json`, import.meta.url), 'utf8'));

export const goldenCounts = (): z.infer<typeof counts>['cases'] => counts.parse(read('counts')).cases;

export const goldenInitial = (): z.infer<typeof initial>['cases'] => initial.parse(read('initial')).cases;

export const goldenPass = (name: string): GoldenPass => pass.parse(read(name));

/** The model of a golden case. */
export function goldenModel({ settings, image }: z.infer<typeof network>): Model {
  const { architecture, ...plain } = settings;
  const config = parseConfig(plain);
  return architecture
    ? annotatedUnet({ ...config, learnsVariance: false }, image, architecture)
    : buildModel(config, image);
}

/** Tensors of a checkpoint of the model, in the order of their names. */
export const sortedTensors = (model: Model): FileTensor[] =>
  model.parameters.flatMap(fileTensors).sort((a, b) => (a.name < b.name ? -1 : 1));

/** A checkpoint with the weights of `values` in tools/reference/models.py. */
export function goldenWeights(model: Model, seed: number): ArrayBuffer {
  const tensors = sortedTensors(model).map(({ name, shape }, step) => {
    const count = shape.reduce((a, b) => a * b, 1);
    const fanIn = shape.slice(1).reduce((a, b) => a * b, 1);
    const isGain = name.endsWith('.g') || (shape.length === 1 && name.endsWith('.weight'));
    const [centre, spread] = isGain ? [1, 0.2] : [0, shape.length === 1 ? 0.1 : fanIn ** -0.5];
    const drawn = uniforms({ seed, stream: streams.weights, step }, count);
    const values = Float32Array.from(drawn, (u) => centre + spread * (2 * u - 1));
    return [name, { shape, values }] as const;
  });
  return writeSafetensors({ tensors: new Map(tensors), metadata: {} });
}

/** Numbers in (−1, 1) from a private stream: 100 is the input, 101 the target. */
export const goldenMap = (seed: number, stream: 100 | 101, count: number): Float32Array =>
  Float32Array.from(uniforms({ seed, stream }, count), (u) => 2 * u - 1);
