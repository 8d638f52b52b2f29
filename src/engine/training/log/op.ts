// What every training step leaves for the charts, kept on the GPU until the page asks: one row a step, in a ring.
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { ControlBuffer } from '../../gpu/control';
import type { GpuRuntime } from '../../gpu/runtime';
import { rowFloats, stepLogProgram } from './program';

export interface LogEntry {
  readonly loss: number;
  /** Of the whole gradient, before clipping. */
  readonly gradientNorm: number;
  /** False: the gradient was infinite or not a number, and the optimiser left the parameters alone. */
  readonly finite: boolean;
  /** Sum of the unweighted losses of the samples in each quarter of the time axis, and how many they were. */
  readonly quartileSums: readonly number[];
  readonly quartileCounts: readonly number[];
}

/** What a step leaves for the charts. */
export interface StepResults {
  readonly loss: Tensor;
  /** [batch] unweighted losses, and [batch] places on the time axis, 0…1. */
  readonly perSample: Tensor1D;
  readonly positions: Tensor1D;
}

export interface StepLogOptions {
  /** Steps that are kept: a row is overwritten when its slot comes round again. */
  readonly slots: number;
  readonly batch: number;
  readonly control: ControlBuffer;
}

export interface StepLog {
  /**
   * One dispatch, after the optimiser's: writes the row `logSlot` of the control buffer. Micro-steps share a row.
   * @param norm {@link Adam.norm}
   */
  append(results: StepResults, norm: GPUBufferBinding): void;
  /** `count` rows from slot `first` on, around the end of the ring. Waits for the GPU. */
  read(first: number, count: number): Promise<LogEntry[]>;
  dispose(): void;
}

export function createStepLog(runtime: GpuRuntime, { slots, batch, control }: StepLogOptions): StepLog {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
  const rows = runtime.device.createBuffer({ label: 'step log', size: slots * rowFloats * 4, usage });
  const program = stepLogProgram(batch);
  return {
    append: ({ loss, perSample, positions }, norm) =>
      runtime.dispatch(program, [control.binding, loss, perSample, positions, norm, { buffer: rows }]),
    async read(first, count) {
      const all = new Float32Array(await runtime.read(rows));
      return Array.from({ length: count }, (_, i) => {
        const start = ((first + i) % slots) * rowFloats;
        return decode(all.subarray(start, start + rowFloats));
      });
    },
    dispose: () => rows.destroy(),
  };
}

const decode = (row: Float32Array): LogEntry => ({
  loss: row[0] ?? NaN,
  gradientNorm: row[1] ?? NaN,
  finite: row[2] === 1,
  quartileSums: [...row.subarray(4, 8)],
  quartileCounts: [...row.subarray(8, 12)],
});
