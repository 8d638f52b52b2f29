// Work on the GPU that is the same every time but for what buffers hold: recorded at first, replayed ever after.
import type { GpuRuntime } from './runtime';
import { Pacer } from './pacer';
import { Recording } from './recording';

export interface RepeatedWorkOptions {
  /** False performs it anew each time: to find faults, and what replay is compared with. */
  readonly record?: boolean;
  /** Told once when recording failed and the work is performed anew each time. */
  readonly onEager?: (reason: string) => void;
}

export class RepeatedWork {
  private readonly pacer: Pacer;
  private recording: Recording | null = null;
  private eager: boolean;
  private readonly onEager: (reason: string) => void;

  /** @param work what {@link Recording.record} can take down; it fails as a whole or not at all. */
  constructor(
    private readonly runtime: GpuRuntime,
    private readonly work: () => void,
    { record = true, onEager = () => undefined }: RepeatedWorkOptions = {},
  ) {
    this.pacer = new Pacer(runtime.answers);
    this.eager = !record;
    this.onEager = onEager;
  }

  /** Does the work once. Resolves when the GPU has room for more. */
  async perform(): Promise<void> {
    if (this.recording) return this.pacer.replay(this.recording);
    if (!this.eager) {
      const recording = this.record();
      // Not through the pacer: a driver that compiles as it goes would teach it wrong times.
      if (recording) return recording.submit();
    }
    this.work();
    this.runtime.flush();
    await this.runtime.answers.workDone();
  }

  /** Dispatches and bytes of the recording; null while there is none. */
  get recorded(): { readonly dispatches: number; readonly bytes: number } | null {
    return this.recording && { dispatches: this.recording.dispatches, bytes: this.recording.bytes };
  }

  dispose(): void {
    this.recording?.dispose();
    this.recording = null;
  }

  private record(): Recording | null {
    try {
      this.recording = Recording.record(this.runtime, this.work);
    } catch (error) {
      this.eager = true;
      this.onEager(error instanceof Error ? error.message : String(error));
    }
    return this.recording;
  }
}
