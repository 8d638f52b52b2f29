// WGSL of the sinusoidal embedding of time steps.
import type { Program } from '../../gpu/runtime';
import { flat } from '../wgsl';
import { embeddingFrequencies, type TimestepEmbeddingOptions } from './reference';

/** t → y. */
export function timestepEmbeddingProgram(batch: number, options: TimestepEmbeddingOptions): Program {
  const half = options.dim / 2;
  const { entry, ...grid } = flat(batch * options.dim);
  const frequencies = embeddingFrequencies(options).map((f) => Math.fround(f));
  return {
    name: `timestepEmbedding ${options.dim}`,
    inputs: { t: 'f32' },
    outputs: { y: 'f32' },
    ...grid,
    // WGSL's own sin and cos may be off by 5e-4 and more beyond ±π: quarter turns are split off (π/2 in two parts, the
    // first so short that its multiples are exact), the rest lies in −π/4…π/4 (Taylor).
    body: `
const frequencies = array<f32, ${half}>(${frequencies.join(', ')});

${entry}
  let part = i % ${options.dim}u;
  let angle = t[i / ${options.dim}u] * frequencies[part % ${half}u];
  let quarter = round(angle * 0.63661977);
  let a = (angle - quarter * 1.5703125) - quarter * 4.8382679e-4;
  let q = a * a;
  let s = a * (1.0 + q * (-1.0 / 6.0 + q * (1.0 / 120.0 + q * (-1.0 / 5040.0 + q / 362880.0))));
  let c = 1.0 + q * (-0.5 + q * (1.0 / 24.0 + q * (-1.0 / 720.0 + q * (1.0 / 40320.0 - q / 3628800.0))));
  // cos a = sin(a + a quarter turn).
  let isCosine = (part < ${half}u) == ${options.order === 'cos-sin'};
  let turns = u32(i32(quarter) + select(0, 1, isCosine)) & 3u;
  y[i] = select(s, c, (turns & 1u) == 1u) * select(1.0, -1.0, turns >= 2u);
}`,
  };
}
