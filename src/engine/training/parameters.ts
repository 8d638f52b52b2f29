// A model's parameters on the GPU: one flat buffer each for values, gradients and the moving average, so that the
// optimiser is one dispatch. Tensors are views into them.
import { keep, type Tensor } from '@tensorflow/tfjs-core';
import { LabError } from '../../lab/errors';
import type { BufferView, GpuRuntime } from '../gpu/runtime';
import type { ParameterSpec } from '../models/model';

const buffers = ['values', 'gradients', 'average'] as const;
export type ArenaBuffer = (typeof buffers)[number];

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
/** Bindings must start at multiples of 256 bytes. */
const aligned = (floats: number): number => Math.ceil(floats / 64) * 64;

export class ParameterArena {
  /** Length of every flat buffer in floats; what lies between two parameters stays zero. */
  readonly length: number;
  readonly buffers: Readonly<Record<ArenaBuffer, GPUBuffer>>;
  private readonly runtime: GpuRuntime;
  private readonly specs: readonly ParameterSpec[];
  private readonly offsets = new Map<string, number>();
  private readonly views: Record<'values' | 'average', Map<string, Tensor>>;

  /** @param initial engine layout, by parameter name; the average starts at the same values. */
  constructor(
    runtime: GpuRuntime,
    specs: readonly ParameterSpec[],
    initial: ReadonlyMap<string, Float32Array>,
  ) {
    this.runtime = runtime;
    this.specs = specs;
    let length = 0;
    for (const { name, shape } of specs) {
      this.offsets.set(name, length);
      length += aligned(sizeOf(shape));
    }
    this.length = length;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    this.buffers = Object.fromEntries(
      buffers.map((name) => [name, runtime.device.createBuffer({ label: name, size: length * 4, usage })]),
    ) as Record<ArenaBuffer, GPUBuffer>;
    this.write('values', initial);
    this.write('average', initial);
    this.views = { values: this.makeViews('values'), average: this.makeViews('average') };
    for (const { name } of specs) {
      runtime.placeGradient(this.tensor(name), this.place('gradients', name));
    }
  }

  /** The parameter as a tensor; `average` gives the moving average (EMA). */
  tensor(name: string, of: 'values' | 'average' = 'values'): Tensor {
    const tensor = this.views[of].get(name);
    if (!tensor) throw new LabError('internal', `The model has no parameter "${name}".`);
    return tensor;
  }

  get tensors(): Tensor[] {
    return [...this.views.values.values()];
  }

  /** Copies gradients that a kernel could not write in place (a parameter used twice) to their place. */
  collectGradients(gradients: readonly Tensor[]): void {
    this.specs.forEach(({ name }, i) => {
      const gradient = gradients[i];
      const place = this.place('gradients', name);
      if (!gradient) return;
      const binding = this.runtime.binding(gradient);
      if (binding.buffer !== place.buffer) this.runtime.copy({ ...binding, size: place.size }, place);
    });
  }

  /** The flat buffer as a whole: what the optimiser works on. */
  whole(of: ArenaBuffer): BufferView {
    return { buffer: this.buffers[of], offset: 0, size: this.length * 4 };
  }

  /** Engine layout, by parameter name; of one of our buffers or of another laid out alike (Adam's moments). */
  async read(of: ArenaBuffer | BufferView): Promise<Map<string, Float32Array>> {
    const { buffer, offset: start, size } = typeof of === 'string' ? this.whole(of) : of;
    const flat = await this.runtime.read(buffer, start, size);
    return new Map(
      this.specs.map(({ name, shape }) => {
        const offset = this.offsets.get(name) ?? 0;
        return [name, new Float32Array(flat, offset * 4, sizeOf(shape)).slice()];
      }),
    );
  }

  write(to: ArenaBuffer | BufferView, values: ReadonlyMap<string, Float32Array>): void {
    const flat = new Float32Array(this.length);
    for (const { name, shape } of this.specs) {
      const value = values.get(name);
      if (value?.length !== sizeOf(shape)) {
        throw new LabError(
          'internal',
          `Parameter "${name}" needs ${sizeOf(shape)} values, got ${value?.length ?? 0}.`,
        );
      }
      flat.set(value, this.offsets.get(name) ?? 0);
    }
    const { buffer, offset } = typeof to === 'string' ? this.whole(to) : to;
    this.runtime.flush();
    this.runtime.device.queue.writeBuffer(buffer, offset, flat);
  }

  dispose(): void {
    for (const views of Object.values(this.views)) for (const tensor of views.values()) tensor.dispose();
    for (const name of buffers) this.buffers[name].destroy();
  }

  private place(of: ArenaBuffer, name: string): { buffer: GPUBuffer; offset: number; size: number } {
    const shape = this.specs.find((spec) => spec.name === name)?.shape ?? [];
    return { buffer: this.buffers[of], offset: (this.offsets.get(name) ?? 0) * 4, size: sizeOf(shape) * 4 };
  }

  private makeViews(of: 'values' | 'average'): Map<string, Tensor> {
    return new Map(
      this.specs.map(({ name, shape }) => {
        const size = sizeOf(shape) * 4;
        const offset = (this.offsets.get(name) ?? 0) * 4;
        return [name, keep(this.runtime.view({ buffer: this.buffers[of], offset, size }, shape))];
      }),
    );
  }
}
