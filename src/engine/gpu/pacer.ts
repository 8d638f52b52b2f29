// Feeds a recording to the GPU in pieces, so that the visitor's desktop stays usable: a piece takes at most about
// 50 ms of GPU time (measured and adapted), and at most two pieces are in flight, or as many as are done before an answer
// comes.
import type { GpuAnswers } from './answers';
import type { Recording } from './recording';

const longestPieceMs = 50;
const inFlight = 2;

/** What is in flight lasts for so many times the lateness of an answer, that the GPU does not wait for us. */
const latenciesCovered = 3;

/** A time is learnt from so many times the lateness of an answer, or longer. */
const latenciesApart = 10;

export class Pacer {
  private readonly pending: { readonly commands: number; readonly done: Promise<void> }[] = [];
  private msPerCommand = 0;
  private lastDone = 0;
  /** While the GPU is busy without a pause: since when, and with how many commands by now. */
  private busySince = 0;
  private busyCommands = 0;

  constructor(private readonly answers: GpuAnswers) {}

  /** Submits one replay, each piece as soon as there is room for it. */
  async replay(recording: Recording): Promise<void> {
    const { length } = recording.commands;
    for (let start = 0; start < length;) {
      await this.room();
      const most =
        this.msPerCommand > 0 ? Math.max(1, Math.floor(longestPieceMs / this.msPerCommand)) : length;
      const end = Math.min(length, start + most);
      const sent = performance.now();
      recording.submit(start, end);
      const commands = end - start;
      const done = this.answers.workDone().then(() => this.learn(sent, commands));
      this.pending.push({ commands, done });
      start = end;
    }
  }

  private async room(): Promise<void> {
    const fill = this.msPerCommand > 0 ? latenciesCovered * this.answers.latencyMs : 0;
    while (this.pending.length >= inFlight && this.pendingMs() >= fill) await this.pending.shift()?.done;
  }

  private pendingMs(): number {
    return this.pending.reduce((sum, { commands }) => sum + commands, 0) * this.msPerCommand;
  }

  /** A piece ran from the later of its submission and the end of the one before until now. */
  private learn(sent: number, commands: number): void {
    const now = performance.now();
    if (sent > this.lastDone) {
      this.busySince = sent;
      this.busyCommands = 0;
    }
    this.lastDone = now;
    this.busyCommands += commands;
    const busyMs = now - this.busySince;
    // One answer is as late as the browser lets it be: only several pieces on end tell how long the GPU itself takes.
    if (this.msPerCommand > 0 && busyMs < latenciesApart * this.answers.latencyMs) return;
    const ms = busyMs / this.busyCommands;
    this.msPerCommand = this.msPerCommand === 0 ? ms : 0.8 * this.msPerCommand + 0.2 * ms;
    this.busySince = now;
    this.busyCommands = 0;
  }
}
