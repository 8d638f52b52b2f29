// A copy of some buffers on the GPU, to go back to: made by copies on the device, never read back.
import type { BufferView, GpuRuntime } from './runtime';

export class KeptCopy {
  private readonly runtime: GpuRuntime;
  private readonly originals: readonly BufferView[];
  /** One for each original, since together they may exceed the size that a device allows a buffer. */
  private copies: readonly BufferView[] | null = null;

  constructor(runtime: GpuRuntime, originals: readonly BufferView[]) {
    this.runtime = runtime;
    this.originals = originals;
  }

  /** Takes the present contents in the place of earlier ones. False where the GPU has no room for a copy. */
  async keep(): Promise<boolean> {
    this.copies ??= await this.allocate();
    this.move(this.originals, this.copies);
    return this.copies !== null;
  }

  /** Puts back what was kept last; without anything kept nothing changes. */
  putBack(): void {
    this.move(this.copies, this.originals);
  }

  dispose(): void {
    for (const { buffer } of this.copies ?? []) buffer.destroy();
    this.copies = null;
  }

  private move(from: readonly BufferView[] | null, to: readonly BufferView[] | null): void {
    from?.forEach((view, i) => {
      const place = to?.[i];
      if (place) this.runtime.copy(view, place);
    });
    this.runtime.flush();
  }

  /** A copy is a courtesy: where memory is short the training goes on without it, so the error stays in here. */
  private async allocate(): Promise<readonly BufferView[] | null> {
    const { device } = this.runtime;
    const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    device.pushErrorScope('out-of-memory');
    const copies = this.originals.map(({ size }) => ({
      buffer: device.createBuffer({ label: 'kept copy', size, usage }),
      offset: 0,
      size,
    }));
    const error = await device.popErrorScope();
    if (!error) return copies;
    for (const { buffer } of copies) buffer.destroy();
    return null;
  }
}
