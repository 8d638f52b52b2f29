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
  /** Floats of the newest buffer that are taken. */
  private taken = 0;

  /**
   * @param gradients where all sums go
   * @param bytes of partial gradients that wait at most, unless a single one is larger
   */
  constructor(
    private readonly runtime: GpuRuntime,
    private readonly gradients: BufferView,
    private readonly bytes: number,
  ) {}

  /**
   * Room for matrices of rows × size, which the very next dispatch fills. Their sums are in place after {@link flush}, or
   * sooner where the room has run out.
   */
  reserve(parts: readonly PartialGradient[]): BufferView[] {
    const needed = parts.reduce((floats, { rows, size }) => floats + aligned(rows * size), 0);
    const buffer = this.room(needed);
    return parts.map(({ place, size, rows }) => {
      const from = this.taken;
      this.taken += aligned(rows * size);
      this.pending.push({ from, to: place.offset / 4, size, rows });
      return { buffer, offset: 4 * from, size: 4 * rows * size };
    });
  }

  flush(): void {
    const [partials] = this.buffers.slice(-1);
    if (partials && this.pending.length > 0) {
      this.runtime.dispatch(rowSumsProgram(this.pending), [{ buffer: partials }, this.gradients]);
    }
    this.clear();
  }

  /** Forgets what a step that failed has left. */
  clear(): void {
    this.pending.length = 0;
    this.taken = 0;
  }

  dispose(): void {
    for (const buffer of this.buffers.splice(0)) buffer.destroy();
  }

  /** The newest buffer, with as many floats free. A smaller one is kept: recorded commands use it. */
  private room(floats: number): GPUBuffer {
    const newest = this.buffers.at(-1);
    if (newest && 4 * (this.taken + floats) <= newest.size) return newest;
    this.flush();
    if (newest && 4 * floats <= newest.size) return newest;
    const buffer = this.runtime.device.createBuffer({
      label: 'partial gradients',
      size: Math.max(this.bytes, 4 * floats),
      usage: GPUBufferUsage.STORAGE,
    });
    this.buffers.push(buffer);
    return buffer;
  }
}
