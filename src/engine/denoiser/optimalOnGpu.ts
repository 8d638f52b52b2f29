// The perfect denoiser on our own kernels: two matrix products over the whole set, piece by piece, with the softmax between
// them in double precision on the processor.
import { pictureSize, type NoiseLevel, type PictureSet } from '../../diffusion/denoisers/denoiser';
import { mostPulls } from '../../diffusion/denoisers/optimal';
import { posteriorOf, pullsOf, sharersOf, type Posterior } from '../../diffusion/denoisers/posterior';
import type { Answer, Turns, Untrained } from '../../diffusion/denoisers/untrained';
import type { Engine } from '../engine';
import type { GpuRuntime } from '../gpu/runtime';
import { slices, squaresProgram, sumsProgram, together } from './programs';

/** Pictures of a piece: as many as a few megabytes hold. */
const pieceBytes = 4 << 20;

/** Answers as the one on the processor does (`optimalDenoising`), for many noised pictures at once. */
export function optimalOnGpu(engine: Engine, runtime: GpuRuntime, set: PictureSet): Untrained {
  return {
    async *answer(xs, level, turns) {
      const products = new Products(engine, runtime, set, xs);
      try {
        yield* answers(products, level, turns);
      } finally {
        products.dispose();
      }
    },
  };
}

async function* answers(
  products: Products,
  { signal, noise }: NoiseLevel,
  { milestones, signal: abort, onSeen }: Turns,
): AsyncGenerator<Answer, void, undefined> {
  const squares = products.xs.map(() => new Float32Array(milestones.at(-1) ?? 0));
  let seen = 0;
  for (const milestone of milestones) {
    while (seen < milestone) {
      if (abort?.aborted) return;
      const to = Math.min(milestone, seen + products.piece);
      const found = await products.squares(range(seen, to), signal);
      found.forEach((own, k) => squares[k]?.set(own, seen));
      seen = to;
      onSeen?.(seen);
    }
    const posteriors = squares.map((all) => posteriorOf(all.subarray(0, seen), noise));
    const originals = await products.means(posteriors, abort);
    const [first] = posteriors;
    if (!first || !originals) return;
    const pulls = pullsOf(squares[0]!.subarray(0, seen), noise, mostPulls);
    yield { seen, originals, pulls, sharers: sharersOf(first) };
  }
}

const range = (from: number, to: number): Uint32Array =>
  Uint32Array.from({ length: to - from }, (_, i) => from + i);

/** Buffers for one question, and the two products. */
class Products {
  /** Pictures that are computed with at once. */
  readonly piece: number;
  private readonly size: number;
  private readonly words: number;
  /** Noised pictures, filled up. */
  private readonly noised: number;
  private readonly buffers: Record<'bytes' | 'x' | 'level' | 'squares' | 'weights' | 'sums', GPUBuffer>;

  constructor(
    private readonly engine: Engine,
    private readonly runtime: GpuRuntime,
    private readonly set: PictureSet,
    readonly xs: readonly Float64Array[],
  ) {
    this.size = pictureSize(set);
    this.words = Math.ceil(this.size / 4);
    this.noised = Math.ceil(xs.length / together) * together;
    this.piece = Math.max(1, Math.min(set.count, Math.floor(pieceBytes / (4 * this.words))));
    const { noised, words, piece } = this;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const floats = (label: string, count: number): GPUBuffer =>
      runtime.device.createBuffer({ label, size: 4 * count, usage });
    this.buffers = {
      bytes: floats('set', piece * words),
      x: floats('noised', noised * words * 4),
      level: floats('level', 1),
      squares: floats('squares', noised * piece),
      weights: floats('weights', noised * piece),
      sums: floats('sums', slices * noised * words * 4),
    };
  }

  /** ‖x − signal·x₀‖² of some pictures of the set, for each noised one. */
  async squares(indices: Uint32Array, signal: number): Promise<Float32Array[]> {
    const { runtime, noised, words, xs } = this;
    const { bytes, x, level, squares } = this.buffers;
    // What fills up a row is at no distance: bytes of 0 stand for −1.
    const rows = new Float32Array(noised * words * 4).fill(-signal);
    xs.forEach((one, k) => rows.set(one, k * words * 4));
    this.upload(indices);
    runtime.device.queue.writeBuffer(x, 0, rows);
    runtime.device.queue.writeBuffer(level, 0, Float32Array.of(signal));
    const pictures = indices.length;
    const size = 4 * noised * pictures;
    runtime.dispatch(squaresProgram({ pictures, words, noised }), [
      { buffer: bytes },
      { buffer: x },
      { buffer: level },
      { buffer: squares },
    ]);
    const found = new Float32Array(await this.engine.guard(runtime.read(squares, 0, size)));
    return xs.map((_, k) => found.subarray(k * pictures, (k + 1) * pictures));
  }

  /** Σ weight·x₀ of each noised picture; null where `abort` has aborted. */
  async means(posteriors: readonly Posterior[], abort?: AbortSignal): Promise<Float64Array[] | null> {
    const { runtime, set, noised, words, piece, size } = this;
    const { bytes, weights, sums } = this.buffers;
    const weightOf = posteriors.map((one) => denseWeights(one, set.count));
    const counted = Array.from({ length: set.count }, (_, i) => i).filter((i) =>
      weightOf.some((all) => all[i]! > 0),
    );
    runtime.device.queue.writeBuffer(sums, 0, new Float32Array(slices * noised * words * 4));
    for (let from = 0; from < counted.length; from += piece) {
      if (abort?.aborted) return null;
      const indices = Uint32Array.from(counted.slice(from, from + piece));
      const pictures = indices.length;
      const rows = new Float32Array(noised * pictures);
      weightOf.forEach((all, k) => indices.forEach((index, i) => (rows[k * pictures + i] = all[index]!)));
      this.upload(indices);
      runtime.device.queue.writeBuffer(weights, 0, rows);
      runtime.dispatch(sumsProgram({ pictures, words, noised }), [
        { buffer: bytes },
        { buffer: weights },
        { buffer: sums },
      ]);
      // What is written next must not overtake it.
      runtime.flush();
    }
    const found = new Float32Array(await this.engine.guard(runtime.read(sums)));
    return posteriors.map((_, k) => {
      const mean = new Float64Array(size);
      for (let slice = 0; slice < slices; slice += 1) {
        const at = (slice * noised + k) * words * 4;
        for (let i = 0; i < size; i += 1) mean[i]! += found[at + i]!;
      }
      return mean;
    });
  }

  dispose(): void {
    Object.values(this.buffers).forEach((buffer) => buffer.destroy());
  }

  private upload(indices: Uint32Array): void {
    const { size, words, set } = this;
    const rows = new Uint8Array(indices.length * words * 4);
    indices.forEach((index, i) =>
      rows.set(set.images.subarray(index * size, (index + 1) * size), i * words * 4),
    );
    this.runtime.device.queue.writeBuffer(this.buffers.bytes, 0, rows);
  }
}

function denseWeights({ indices, weights }: Posterior, count: number): Float32Array {
  const dense = new Float32Array(count);
  indices.forEach((index, i) => (dense[index] = weights[i]!));
  return dense;
}
