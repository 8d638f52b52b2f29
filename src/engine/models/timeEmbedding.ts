// What a network is told about its input: the time step and, if the model is conditional, the class.
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Layers } from './layers';
import { observed, type Pass, type Told } from './model';

export interface TimeEmbeddingSpec {
  /** Names of the two layers of the perceptron. */
  readonly names: readonly [string, string];
  /** Width of the sinusoids; the embedding is four times as wide. */
  readonly dim: number;
  readonly order: 'cos-sin' | 'sin-cos';
  /** See `Ops.timestepEmbedding`. */
  readonly shift: 0 | 1;
  /** Number of classes, null for an unconditional model. */
  readonly classes: number | null;
}

/** SiLU(perceptron(sinusoids of t) + table[class]), [batch, 4·dim]: every block wants it after SiLU. */
export function timeEmbedding(
  layers: Layers,
  { names, dim, order, shift, classes }: TimeEmbeddingSpec,
): (pass: Pass, input: Told) => Tensor2D {
  const hidden = layers.linear(names[0], { inputs: dim, outputs: 4 * dim, ofData: true });
  const output = layers.linear(names[1], { inputs: 4 * dim, outputs: 4 * dim, ofData: true });
  const classEmbedding = classEmbeddingOf(layers, classes, 4 * dim);
  return (pass, { t, labels }) => {
    const waves = pass.ops.timestepEmbedding(t, { dim, order, shift });
    const sinusoids = observed(pass, { layer: 'time_proj', operation: 'timestepEmbedding', output: waves });
    const h = hidden(pass, sinusoids, { silu: true });
    return output(pass, h, { silu: true, ...(classEmbedding && { residual: classEmbedding(pass, labels) }) });
  };
}

/** A row for each class and one for "any". */
export const classEmbeddingOf = (
  layers: Layers,
  classes: number | null,
  channels: number,
): ReturnType<Layers['embedding']> | null =>
  classes === null ? null : layers.embedding('class_embedding', { rows: classes + 1, channels });
