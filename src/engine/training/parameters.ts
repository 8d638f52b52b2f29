// A model's parameters on the GPU: one flat buffer for each set of values and one for the gradients, so that the
// optimiser is one dispatch. Tensors are views into them.
import { keep, type Tensor } from '@tensorflow/tfjs-core';
import { LabError } from '../../lab/errors';
import type { BufferView } from '../gpu/bufferView';
import { GradientSums } from '../gpu/gradientSums';
import type { GpuRuntime } from '../gpu/runtime';
import type { ParameterSpec } from '../models/model';
import type { ModelWeights, Values, WeightSet } from '../models/weights';

export type ArenaBuffer = WeightSet | 'gradients';

/** Where a parameter lies in every one of the buffers, in bytes. */
interface Place {
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
/** Of partial gradients that wait for their sum: some ten layers' on a GPU, all of a model's on a software driver. */
const waitingBytes = 2 ** 24;
/** Bindings must start at multiples of 256 bytes. */
const aligned = (bytes: number): number => Math.ceil(bytes / 256) * 256;

export class ParameterArena {
  private readonly runtime: GpuRuntime;
  private readonly places: ReadonlyMap<string, Place>;
  /** Of every buffer, in bytes; what lies between two parameters stays zero. */
  private readonly size: number;
  private readonly buffers: ReadonlyMap<ArenaBuffer, GPUBuffer>;
  private readonly sums: GradientSums | null = null;
  private readonly views: ReadonlyMap<ArenaBuffer, ReadonlyMap<string, Tensor>>;

  /** @param names the buffers that there are to be, all zero at first. */
  constructor(runtime: GpuRuntime, specs: readonly ParameterSpec[], names: readonly ArenaBuffer[]) {
    this.runtime = runtime;
    const places = new Map<string, Place>();
    let end = 0;
    for (const { name, shape } of specs) {
      const size = 4 * sizeOf(shape);
      places.set(name, { shape, offset: end, size });
      end += aligned(size);
    }
    this.places = places;
    this.size = end;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    this.buffers = new Map(
      names.map((label) => [label, runtime.device.createBuffer({ label, size: end, usage })]),
    );
    const asTensors = (of: ArenaBuffer): ReadonlyMap<string, Tensor> =>
      new Map(
        [...places].map(([name, { shape }]) => [name, keep(runtime.view(this.place(of, name), shape))]),
      );
    const seen = names.filter((name) => name === 'weights' || name === 'average');
    this.views = new Map(seen.map((name) => [name, asTensors(name)]));
    if (!names.includes('gradients')) return;
    this.sums = new GradientSums(runtime, this.whole('gradients'), waitingBytes);
    for (const [name, parameter] of this.views.get('weights') ?? [])
      runtime.gradients.place(parameter, this.place('gradients', name), this.sums);
  }

  /** The parameter as a tensor. */
  tensor(name: string, of: ModelWeights = 'weights'): Tensor {
    const tensor = this.views.get(of)?.get(name);
    if (!tensor) throw new LabError('internal', `The model has no parameter "${name}" in its ${of}.`);
    return tensor;
  }

  /** Sums that waited are taken, and gradients that a kernel could not write in place (a parameter used twice) copied. */
  collectGradients(gradients: readonly (Tensor | undefined)[]): void {
    this.sums?.flush();
    [...this.places.keys()].forEach((name, i) => {
      const gradient = gradients[i];
      if (!gradient) return;
      const place = this.place('gradients', name);
      const binding = this.runtime.binding(gradient);
      if (binding.buffer !== place.buffer) this.runtime.copy({ ...binding, size: place.size }, place);
    });
  }

  /** The flat buffer as a whole: what the optimiser works on. */
  whole(of: ArenaBuffer): BufferView {
    const buffer = this.buffers.get(of);
    if (!buffer) throw new LabError('internal', `The parameters have no buffer "${of}".`);
    return { buffer, offset: 0, size: this.size };
  }

  /** Where a parameter lies in each of the buffers, in floats. */
  floatsOf(name: string): { readonly place: number; readonly size: number } {
    const { offset, size } = this.places.get(name) ?? { offset: 0, size: 0 };
    return { place: offset / 4, size: size / 4 };
  }

  async read(of: WeightSet): Promise<Values> {
    const flat = await this.runtime.read(this.whole(of).buffer);
    return new Map(
      [...this.places].map(([name, { offset, size }]) => [
        name,
        new Float32Array(flat.slice(offset, offset + size)),
      ]),
    );
  }

  write(to: WeightSet, values: Values): void {
    const flat = new Uint8Array(this.size);
    for (const [name, { offset, size }] of this.places) {
      const value = values.get(name);
      if (value?.byteLength !== size) {
        const [needs, got] = [size / 4, value?.length ?? 0];
        throw new LabError('internal', `Parameter "${name}" needs ${needs} values, got ${got}.`);
      }
      flat.set(new Uint8Array(value.buffer, value.byteOffset, size), offset);
    }
    this.runtime.flush();
    this.runtime.device.queue.writeBuffer(this.whole(to).buffer, 0, flat);
  }

  dispose(): void {
    this.sums?.dispose();
    for (const views of this.views.values()) for (const tensor of views.values()) tensor.dispose();
    for (const buffer of this.buffers.values()) buffer.destroy();
  }

  private place(of: ArenaBuffer, name: string): BufferView {
    const { offset, size } = this.places.get(name) ?? { offset: 0, size: 0 };
    return { ...this.whole(of), offset, size };
  }
}
