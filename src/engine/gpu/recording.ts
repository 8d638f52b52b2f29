// A step recorded once and replayed: the same pipelines, bind groups and work groups, without tfjs's bookkeeping.
// See docs/adr/0002-record-and-replay.md for what a recordable step must keep to.
import { LabError } from '../../lab/errors';
import { PinnedPool } from './pinnedPool';
import { recordCommands, type RecordedCommand } from './recorder';
import type { GpuRuntime } from './runtime';

export class Recording {
  readonly commands: readonly RecordedCommand[];
  private readonly runtime: GpuRuntime;
  private readonly pool: PinnedPool;

  private constructor(runtime: GpuRuntime, commands: readonly RecordedCommand[], pool: PinnedPool) {
    this.runtime = runtime;
    this.commands = commands;
    this.pool = pool;
  }

  /**
   * Takes down the commands of `step`, which {@link submit} carries out. The step reads what changes from buffers
   * written before it, writes its results into buffers that outlive it, and leaves no tensor behind.
   * @throws LabError `internal` when the step left tensors behind or used nothing of the GPU, and whatever the step
   * throws. Nothing stays pinned then, and nothing of the step has been done.
   */
  static record(runtime: GpuRuntime, step: () => void): Recording {
    const pool = new PinnedPool(runtime.device);
    try {
      const commands = runtime.withPool(pool, () =>
        recordCommands(runtime.device, () => {
          step();
          runtime.flush();
        }),
      );
      if (pool.buffersInUse > 0) {
        throw new LabError('internal', `A recorded step left ${pool.buffersInUse} tensors behind.`);
      }
      if (commands.length === 0) throw new LabError('internal', 'A recorded step sent nothing to the GPU.');
      return new Recording(runtime, commands, pool);
    } catch (error) {
      pool.dispose();
      throw error;
    }
  }

  get dispatches(): number {
    return this.commands.reduce((n, c) => n + (c.kind === 'dispatch' ? 1 : 0), 0);
  }

  /** Bytes that the recording keeps on the GPU. */
  get bytes(): number {
    return this.pool.numBytesAllocated;
  }

  /** Encodes and submits the commands from `start` up to `end`. */
  submit(start = 0, end = this.commands.length): void {
    const { device } = this.runtime;
    this.runtime.flush();
    const encoder = device.createCommandEncoder();
    let pass: GPUComputePassEncoder | null = null;
    let pipeline: GPUComputePipeline | null = null;
    for (let i = start; i < end; i++) {
      const command = this.commands[i];
      if (!command) break;
      if (command.kind === 'dispatch') {
        if (!pass) {
          pass = encoder.beginComputePass();
          pipeline = null;
        }
        if (command.pipeline !== pipeline) pass.setPipeline((pipeline = command.pipeline));
        pass.setBindGroup(0, command.bindGroup);
        pass.dispatchWorkgroups(...command.workgroups);
      } else {
        pass?.end();
        pass = null;
        const { from, fromOffset, to, toOffset, size } = command;
        encoder.copyBufferToBuffer(from, fromOffset, to, toOffset, size);
      }
    }
    pass?.end();
    device.queue.submit([encoder.finish()]);
  }

  /** Frees everything that was pinned. */
  dispose(): void {
    this.pool.dispose();
  }
}
