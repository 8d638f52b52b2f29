// Inpainting with a model that knows nothing of it (RePaint, Lugmayr et al. 2022, arXiv 2201.09865): after every step
// the known pixels are put in as they are at that noise level; and each step is done several times, noised again in
// between, so that what is drawn comes to fit what is known.
import { gaussians, streams, uniforms } from '../../diffusion/random';
import { toRange } from '../../diffusion/process/pictures';
import type { Process } from '../../diffusion/process/process';
import type { SamplerStage } from '../../diffusion/types';

export interface Known {
  /** [height, width, channels] in −1…1. */
  readonly image: Float32Array;
  /** [height, width]: 1 where the image is to be kept. */
  readonly mask: Uint8Array;
}

interface Place {
  readonly stages: readonly SamplerStage[];
  /** Of the stage that has ended. */
  readonly index: number;
  readonly seed: number;
  readonly process: Process;
}

/** Algorithm 1 of the paper, lines 4 to 9, after stage `index`. @param x [count, height, width, channels] */
export function withKnown(x: Float32Array, { image, mask }: Known, place: Place): Float32Array {
  const { stages, index, process, seed } = place;
  const stage = stages[index];
  const size = image.length;
  const channels = size / mask.length;
  const known = toRange(image, process.range);
  const again = stage !== undefined && stages[index + 1] === stage;
  const reached = stages.slice(index + 1).find((later) => later !== stage) ?? { signal: 1, noise: 0 };
  const draw = (part: number): Float64Array =>
    (process.noise === 'uniform' ? uniforms : gaussians)(
      { seed, stream: streams.inpainting, step: 2 * index + part },
      x.length,
    );
  const ofKnown = reached.noise > 0 ? draw(0) : null;
  const blended = x.map((value, e) => {
    if (mask[Math.floor((e % size) / channels)] !== 1) return value;
    const clean = known[e % size] ?? Number.NaN;
    return ofKnown ? reached.signal * clean + reached.noise * (ofKnown[e] ?? 0) : clean;
  });
  if (!again) return blended;
  // Back up to where the step began: q(xₜ | x of the lower level).
  const shrink = stage.signal / reached.signal;
  const spread = Math.sqrt(Math.max(0, stage.noise ** 2 - (shrink * reached.noise) ** 2));
  const fresh = draw(1);
  return blended.map((value, e) => shrink * value + spread * (fresh[e] ?? 0));
}
