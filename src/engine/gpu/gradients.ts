// Where kernels write the gradients of parameters: straight to their place among the gradients of a model, where they
// have one.
import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { isReadOnce } from '../autodiff/backpropagate';
import type { BufferView } from './bufferView';
import type { GradientSums } from './gradientSums';
import { rowSumsProgram } from './rowSums';
import type { GpuRuntime } from './runtime';

interface Place {
  readonly view: BufferView;
  /** Null where sums cannot wait. */
  readonly sums: GradientSums | null;
  taken: boolean;
}

/** A gradient that a kernel computes as the sum over the rows of a matrix. */
export interface SummedGradient {
  readonly of: Tensor;
  readonly rows: number;
}

export class Gradients {
  private readonly places = new WeakMap<object, Place>();

  constructor(private readonly runtime: GpuRuntime) {}

  /** From now on the gradient of `parameter` is written to `view`, and its sums may wait in `sums`. */
  place(parameter: TensorInfo, view: BufferView, sums: GradientSums | null = null): void {
    this.places.set(parameter.dataId, { view, sums, taken: false });
  }

  /** Frees every gradient's place for the next step. */
  beginStep(parameters: readonly TensorInfo[]): void {
    for (const { dataId } of parameters) {
      const place = this.places.get(dataId);
      if (!place) continue;
      place.taken = false;
      place.sums?.clear();
    }
  }

  /**
   * Where a kernel writes the gradient of a parameter (or of anything else: then it is a plain output).
   * A parameter used twice in a step has one place only: the second gradient gets a buffer of its own,
   * and the two are added.
   */
  output(parameter: TensorInfo): Tensor {
    const { runtime } = this;
    const place = this.places.get(parameter.dataId);
    if (!place || place.taken) return runtime.tensor(runtime.empty(parameter.shape));
    place.taken = true;
    return runtime.view(place.view, parameter.shape);
  }

  /**
   * Gradients that come as matrices [rows, size of the parameter], to be summed over the rows.
   * @param write dispatches the one program that fills the matrices, given in the order of `parts`; a single row is the
   * gradient itself.
   * @returns the sums, which may be waiting: until the end of a step nobody reads them.
   */
  summed(
    parts: readonly SummedGradient[],
    write: (matrices: readonly (Tensor | BufferView)[]) => void,
  ): Tensor[] {
    const { runtime } = this;
    const places = parts.map((part) => this.waitingPlace(part));
    const outputs = parts.map(({ of }) => this.output(of));
    const [sums] = places.flatMap((place) => place?.sums ?? []);
    const waiting = parts.flatMap(({ of: { size }, rows }, i) => {
      const place = places[i]?.view;
      return place ? [{ place, size, rows }] : [];
    });
    const room = sums?.reserve(waiting) ?? [];
    const matrices = parts.map(({ of, rows }, i) => {
      if (places[i]) return room.shift();
      return rows === 1 ? outputs[i] : runtime.tensor(runtime.empty([rows, of.size]));
    });
    write(matrices.filter((matrix) => matrix !== undefined));
    parts.forEach(({ of: { size }, rows }, i) => {
      const [matrix, output] = [matrices[i], outputs[i]];
      if (rows === 1 || !output || !matrix || !('dataId' in matrix)) return;
      runtime.dispatch(rowSumsProgram([{ from: 0, to: 0, size, rows }]), [matrix, output]);
      matrix.dispose();
    });
    return outputs;
  }

  /** The free place of a gradient whose sum can wait: nothing else is to be added to it. */
  private waitingPlace({ of, rows }: SummedGradient): Place | null {
    const place = this.places.get(of.dataId);
    return place?.sums && !place.taken && rows > 1 && isReadOnce(of) ? place : null;
  }
}
