// The optimiser on our own kernels: all parameters at once, in place, three dispatches; one more with accumulation, and
// one more where Muon moves the hidden kernels.
import type { ControlBuffer } from '../../gpu/control';
import type { BufferView } from '../../gpu/bufferView';
import type { GpuRuntime } from '../../gpu/runtime';
import { createMuon, type PlacedMatrix } from '../muon/op';
import { accumulateProgram, adamProgram, normProgram, normSumProgram, partialsOf } from './program';

/** Views are of the same size, a multiple of 16 bytes; what belongs to no parameter is zero and stays so. */
export interface AdamOptions {
  readonly weights: BufferView;
  readonly gradients: BufferView;
  /** The moving average of the weights, which holds their first values; null keeps none. */
  readonly average: BufferView | null;
  /** First and second moments, zero at first. */
  readonly m: BufferView;
  readonly v: BufferView;
  /** Sums the gradients of several micro-steps; takes another buffer of the size of the gradients. */
  readonly accumulate: boolean;
  readonly control: ControlBuffer;
  /** What Muon moves instead, with `m` as its momentum; none by default. */
  readonly matrices?: readonly PlacedMatrix[];
}

export interface Adam {
  /**
   * Takes in the gradients; in the last micro-step of the control buffer the weights move. Where the norm of the
   * gradient is not finite, weights, moments and average stay as they are.
   */
  apply(): void;
  /** Three floats: norm of the gradient (before clipping), factor of clipping, 1 where the norm is finite. */
  readonly norm: GPUBufferBinding;
  dispose(): void;
}

export function createAdam(runtime: GpuRuntime, options: AdamOptions): Adam {
  const { weights, gradients, average, m, v, accumulate, matrices = [] } = options;
  const { size } = weights;
  const length = size / 4;
  const owned: GPUBuffer[] = [];
  const create = (label: string, bytes: number): BufferView => {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
    const buffer = runtime.device.createBuffer({ label, size: bytes, usage });
    owned.push(buffer);
    return { buffer, offset: 0, size: bytes };
  };
  const norm = create('gradient norm', 16);
  const partials = create('gradient norm partials', partialsOf(length) * 4);
  const accumulator = accumulate ? create('gradient accumulator', size) : null;
  const control = options.control.binding;
  const taken = accumulator ?? gradients;
  const muon =
    matrices.length > 0
      ? createMuon(runtime, {
          weights,
          gradients: taken,
          momentum: m,
          norm,
          control: options.control,
          matrices,
        })
      : null;
  const written = [weights, m, v, ...(average ? [average] : [])];
  return {
    apply() {
      if (accumulator) runtime.dispatch(accumulateProgram(length), [gradients, control, accumulator]);
      runtime.dispatch(normProgram(length), [taken, partials]);
      runtime.dispatch(normSumProgram(length), [partials, control, norm]);
      muon?.apply();
      const program = adamProgram(length, { averaged: average !== null, owned: muon !== null });
      runtime.dispatch(program, [taken, norm, control, ...(muon ? [muon.owned] : []), ...written]);
    },
    norm,
    dispose() {
      muon?.dispose();
      for (const buffer of owned) buffer.destroy();
    },
  };
}
