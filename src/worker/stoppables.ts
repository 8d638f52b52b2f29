// Work that can be broken off: by the page under its run's number, or by newer work of its kind.
import { LabError } from '../lab/errors';

interface Live {
  readonly run: number;
  readonly controller: AbortController;
}

export interface Place {
  readonly channel: string;
  readonly run: number;
}

/** What work throws that was broken off: whoever did it knows. */
export const isStopped = (thrown: unknown): boolean =>
  thrown instanceof LabError && thrown.code === 'stopped';

export class Stoppables {
  private readonly live = new Map<string, Live>();

  /** Does some work; what was under way on its channel before is broken off. */
  async run<Result>(
    { channel, run }: Place,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    this.breakOff(channel);
    const mine = { run, controller: new AbortController() };
    this.live.set(channel, mine);
    try {
      return await work(mine.controller.signal);
    } finally {
      if (this.live.get(channel) === mine) this.live.delete(channel);
    }
  }

  /** Breaks off everything under a run's number. @returns whether there was anything */
  stop(run: number): boolean {
    const mine = [...this.live.values()].filter((live) => live.run === run);
    for (const { controller } of mine) controller.abort(new LabError('stopped', 'Stopped.'));
    return mine.length > 0;
  }

  breakOff(channel: string): void {
    const reason = new LabError('stopped', 'A newer request took the place of this one.');
    this.live.get(channel)?.controller.abort(reason);
  }
}
