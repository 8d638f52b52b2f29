// Feeds a recording to the GPU in pieces, so that the visitor's desktop stays usable: a piece takes at most about
// 50 ms of GPU time (measured and adapted), and at most two pieces are in flight.
import type { Recording } from './recording';

const longestPieceMs = 50;
const inFlight = 2;

export class Pacer {
  private readonly queue: GPUQueue;
  private readonly pending: Promise<void>[] = [];
  private msPerCommand = 0;
  private lastDone = 0;

  constructor(device: GPUDevice) {
    this.queue = device.queue;
  }

  /** Submits one replay; resolves when at most two pieces are still in flight. */
  async replay(recording: Recording): Promise<void> {
    const { length } = recording.commands;
    for (let start = 0; start < length;) {
      const most =
        this.msPerCommand > 0 ? Math.max(1, Math.floor(longestPieceMs / this.msPerCommand)) : length;
      const end = Math.min(length, start + most);
      await this.room();
      const sent = performance.now();
      recording.submit(start, end);
      const commands = end - start;
      this.pending.push(this.queue.onSubmittedWorkDone().then(() => this.learn(sent, commands)));
      start = end;
    }
  }

  private async room(): Promise<void> {
    while (this.pending.length >= inFlight) await this.pending.shift();
  }

  /** A piece ran from the later of its submission and the end of the one before until now. */
  private learn(sent: number, commands: number): void {
    const now = performance.now();
    const ms = (now - Math.max(sent, this.lastDone)) / commands;
    this.lastDone = now;
    this.msPerCommand = this.msPerCommand === 0 ? ms : 0.8 * this.msPerCommand + 0.2 * ms;
  }
}
