// The optimiser on our own kernels: all parameters at once, in place, three dispatches (four with accumulation).
import type { ControlBuffer } from '../../gpu/control';
import type { BufferView, GpuRuntime } from '../../gpu/runtime';
import { accumulateProgram, adamProgram, normProgram, normSumProgram, partialsOf } from './program';

/** Views are of the same size, a multiple of 16 bytes; what belongs to no parameter is zero and stays so. */
export interface AdamOptions {
  readonly parameters: BufferView;
  readonly gradients: BufferView;
  /** The moving average of the parameters, which holds their first values; null keeps none. */
  readonly ema: BufferView | null;
  /** Sums the gradients of several micro-steps; takes another buffer of the size of the gradients. */
  readonly accumulate: boolean;
  readonly control: ControlBuffer;
}

export interface Adam {
  /**
   * Takes in the gradients; in the last micro-step of the control buffer the parameters move. Where the norm of the
   * gradient is not finite, parameters, moments and average stay as they are.
   */
  apply(): void;
  /** Three floats: norm of the gradient (before clipping), factor of clipping, 1 where the norm is finite. */
  readonly norm: GPUBufferBinding;
  /** First and second moments, laid out like the parameters; zero at first. */
  readonly m: BufferView;
  readonly v: BufferView;
  dispose(): void;
}

export function createAdam(runtime: GpuRuntime, options: AdamOptions): Adam {
  const { parameters, gradients, ema, accumulate } = options;
  const { size } = parameters;
  const length = size / 4;
  const owned: GPUBuffer[] = [];
  const create = (label: string, bytes: number): BufferView => {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const buffer = runtime.device.createBuffer({ label, size: bytes, usage });
    owned.push(buffer);
    return { buffer, offset: 0, size: bytes };
  };
  const m = create('adam m', size);
  const v = create('adam v', size);
  const norm = create('gradient norm', 16);
  const partials = create('gradient norm partials', partialsOf(length) * 4);
  const accumulator = accumulate ? create('gradient accumulator', size) : null;
  const control = options.control.binding;
  const written = [parameters, m, v, ...(ema ? [ema] : [])];
  return {
    apply() {
      if (accumulator) runtime.dispatch(accumulateProgram(length), [gradients, control, accumulator]);
      const taken = accumulator ?? gradients;
      runtime.dispatch(normProgram(length), [taken, partials]);
      runtime.dispatch(normSumProgram(length), [partials, control, norm]);
      runtime.dispatch(adamProgram(length, ema !== null), [taken, norm, control, ...written]);
    },
    norm,
    m,
    v,
    dispose() {
      for (const buffer of owned) buffer.destroy();
    },
  };
}
