// The sums of the parameters' partial gradients, put off until many can be had in one dispatch.
import type { BufferView } from './bufferView';
import { rowSumsProgram, type RowSum } from './rowSums';
import type { GpuRuntime } from './runtime';

export interface PartialGradient {
  /** Where the sum goes: a part of the buffer of gradients, at a multiple of 256 bytes. */
  readonly place: BufferView;
  /** Floats of the sum. */
  readonly size: number;
  readonly rows: number;
}

/** Bindings start at multiples of 256 bytes. */
const aligned = (floats: number): number => Math.ceil(floats / 64) * 64;

export class GradientSums {
  private readonly pending: RowSum[] = [];
  private readonly buffers: GPUBuffer[] = [];
  /** Floats of the newest that are taken, and the most that were since the step began. */
  private taken = 0;
  private needed = 0;
  /** Bytes of the next: after a first pass over the step, which only compiles, as many as it needs. */
  private planned: number;

  /**
   * @param gradients where all sums go
   * @param most bytes of partial gradients that wait, unless a single one is larger
   */
  constructor(
    private readonly runtime: GpuRuntime,
    private readonly gradients: BufferView,
    private readonly most: number,
  ) {
    this.planned = most;
  }

  /**
   * Room for matrices of rows × size, which the very next dispatch fills. Their sums are in place after {@link flush}, or
   * sooner where the room has run out.
   */
  reserve(parts: readonly PartialGradient[]): BufferView[] {
    const buffer = this.room(parts.reduce((floats, { rows, size }) => floats + aligned(rows * size), 0));
    return parts.map(({ place, size, rows }) => {
      const from = this.taken;
      this.taken += aligned(rows * size);
      this.pending.push({ from, to: place.offset / 4, size, rows });
      return { buffer, offset: 4 * from, size: 4 * rows * size };
    });
  }

  flush(): void {
    this.send();
    if (this.runtime.compiling) this.planned = 4 * this.needed;
  }

  /** Forgets what a step that failed has left. */
  clear(): void {
    this.pending.length = 0;
    this.taken = 0;
    this.needed = 0;
  }

  dispose(): void {
    for (const buffer of this.buffers.splice(0)) buffer.destroy();
  }

  private send(): void {
    const partials = this.newest;
    if (partials && this.pending.length > 0) {
      this.runtime.dispatch(rowSumsProgram(this.pending), [{ buffer: partials }, this.gradients]);
    }
    this.needed = Math.max(this.needed, this.taken);
    this.pending.length = 0;
    this.taken = 0;
  }

  /** A buffer with as many floats free. A smaller one is kept: recorded commands use it. */
  private room(floats: number): GPUBuffer {
    const { newest } = this;
    const size = this.runtime.compiling ? this.most : (newest?.size ?? 0);
    if (newest && 4 * (this.taken + floats) <= size) return newest;
    this.send();
    if (newest && (this.runtime.compiling || 4 * floats <= size)) return newest;
    const buffer = this.runtime.device.createBuffer({
      label: 'partial gradients',
      size: Math.max(this.planned, 4 * floats),
      usage: GPUBufferUsage.STORAGE,
    });
    this.buffers.push(buffer);
    return buffer;
  }

  /** While nothing but pipelines is made, nothing is bound: any buffer will do. */
  private get newest(): GPUBuffer | null {
    return this.runtime.compiling ? this.gradients.buffer : (this.buffers.at(-1) ?? null);
  }
}
