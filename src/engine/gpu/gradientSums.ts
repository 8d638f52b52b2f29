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
  /** Stands in for them while nothing but pipelines is made, which tells how much room a step needs. */
  private draft: GPUBuffer | null = null;
  /** Floats of the present buffer that are taken, and the most that were since the step began. */
  private taken = 0;
  private needed = 0;

  /**
   * @param gradients where all sums go
   * @param bytes of partial gradients that wait at most, unless a single one is larger
   */
  constructor(
    private readonly runtime: GpuRuntime,
    private readonly gradients: BufferView,
    private bytes: number,
  ) {}

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
    if (!this.draft) return;
    this.bytes = 4 * this.needed;
    this.draft.destroy();
    this.draft = null;
  }

  /** Forgets what a step that failed has left. */
  clear(): void {
    this.pending.length = 0;
    this.taken = 0;
    this.needed = 0;
  }

  dispose(): void {
    this.draft?.destroy();
    for (const buffer of this.buffers.splice(0)) buffer.destroy();
  }

  private get present(): GPUBuffer | null {
    return this.runtime.compiling ? this.draft : (this.buffers.at(-1) ?? null);
  }

  private send(): void {
    const { present } = this;
    if (present && this.pending.length > 0) {
      this.runtime.dispatch(rowSumsProgram(this.pending), [{ buffer: present }, this.gradients]);
    }
    this.needed = Math.max(this.needed, this.taken);
    this.pending.length = 0;
    this.taken = 0;
  }

  /** A buffer with as many floats free. A smaller one is kept: recorded commands use it. */
  private room(floats: number): GPUBuffer {
    const { present } = this;
    if (present && 4 * (this.taken + floats) <= present.size) return present;
    this.send();
    if (present && 4 * floats <= present.size) return present;
    this.draft?.destroy();
    const buffer = this.runtime.device.createBuffer({
      label: 'partial gradients',
      size: Math.max(this.bytes, 4 * floats),
      usage: GPUBufferUsage.STORAGE,
    });
    if (this.runtime.compiling) this.draft = buffer;
    else this.buffers.push(buffer);
    return buffer;
  }
}
