// Muon on our own kernels: one dispatch for all hidden kernels of a model, in place.
import type { BufferView } from '../../gpu/bufferView';
import type { ControlBuffer } from '../../gpu/control';
import type { GpuRuntime } from '../../gpu/runtime';
import { shapeFactor, type Matrix } from './matrices';
import { kernelWords, muonProgram } from './program';

/** A matrix of a parameter that begins at float `place` of the flat buffers. */
export interface PlacedMatrix extends Matrix {
  readonly place: number;
  /** Floats of the parameter. */
  readonly size: number;
}

export interface MuonOptions {
  readonly weights: BufferView;
  readonly gradients: BufferView;
  readonly momentum: BufferView;
  /** Norm, factor of clipping and whether it is finite: {@link Adam.norm}. */
  readonly norm: GPUBufferBinding;
  readonly control: ControlBuffer;
  readonly matrices: readonly PlacedMatrix[];
}

export interface Muon {
  /** In the last micro-step, and where the gradient is finite, momentum and weights of the kernels move. */
  apply(): void;
  /** A word for every {@link ownedFloats} floats of the flat buffers: 1 where Muon moves them. */
  readonly owned: GPUBufferBinding;
  dispose(): void;
}

/** Parameters begin at multiples of so many floats. */
export const ownedFloats = 64;

export function createMuon(runtime: GpuRuntime, options: MuonOptions): Muon {
  const { weights, gradients, momentum, norm, control, matrices } = options;
  const { words, vectors } = tableOf(matrices);
  const owned = new Uint32Array(weights.size / 4 / ownedFloats);
  for (const { place, size } of matrices)
    owned.fill(1, place / ownedFloats, Math.ceil((place + size) / ownedFloats));
  const { device } = runtime;
  const hold = (label: string, content: Uint32Array<ArrayBuffer>): GPUBuffer => {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const buffer = device.createBuffer({ label, size: content.byteLength, usage });
    device.queue.writeBuffer(buffer, 0, content);
    return buffer;
  };
  const table = hold('muon kernels', words);
  const owners = hold('muon owns', owned);
  const scratch = device.createBuffer({
    label: 'muon scratch',
    size: 16 * vectors,
    usage: GPUBufferUsage.STORAGE,
  });
  const program = muonProgram(matrices.length);
  const bindings = [
    gradients,
    norm,
    control.binding,
    { buffer: table },
    weights,
    momentum,
    { buffer: scratch },
  ];
  return {
    apply: () => runtime.dispatch(program, bindings),
    owned: { buffer: owners },
    dispose() {
      for (const buffer of [table, owners, scratch]) buffer.destroy();
    },
  };
}

/** The program's table, and the vectors of four floats that its scratch holds: X twice, and two squares. */
function tableOf(matrices: readonly PlacedMatrix[]): {
  readonly words: Uint32Array<ArrayBuffer>;
  readonly vectors: number;
} {
  const words = new Uint32Array(kernelWords * matrices.length);
  const reals = new Float32Array(words.buffer);
  let vectors = 0;
  matrices.forEach((matrix, index) => {
    const { place, column, outputs, inputs, stride } = matrix;
    const wide = inputs >= outputs;
    const [smaller, larger] = wide ? [outputs, inputs] : [inputs, outputs];
    const [near, far] = wide ? [1, stride] : [stride, 1];
    const first = kernelWords * index;
    words.set([place + column, near, far, smaller, larger, vectors], first);
    reals[first + 6] = shapeFactor(matrix);
    const n4 = Math.ceil(smaller / 4);
    vectors += 2 * larger * n4 + 8 * n4 * n4;
  });
  return { words, vectors };
}
