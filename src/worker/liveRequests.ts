// Requests under way that can be cancelled: by the page under their number, or by a newer one of their kind.
import { LabError } from '../lab/errors';

interface LiveRequest {
  readonly request: number;
  readonly controller: AbortController;
}

export interface RequestPlace {
  /** Of one channel's requests only the newest goes on. */
  readonly channel: string;
  readonly request: number;
}

/** What cancelled work throws: whoever cancelled it knows. */
export const isCancelled = (thrown: unknown): boolean =>
  thrown instanceof LabError && thrown.code === 'stopped';

export class LiveRequests {
  private readonly live = new Map<string, LiveRequest>();

  /** Does the work of a request; what was under way on its channel before is cancelled. */
  async perform<Result>(
    { channel, request }: RequestPlace,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    this.cancelChannel(channel);
    const mine = { request, controller: new AbortController() };
    this.live.set(channel, mine);
    try {
      return await work(mine.controller.signal);
    } finally {
      if (this.live.get(channel) === mine) this.live.delete(channel);
    }
  }

  /** @returns whether there was anything under way under this number */
  cancel(request: number): boolean {
    const mine = [...this.live.values()].filter((live) => live.request === request);
    for (const { controller } of mine) controller.abort(new LabError('stopped', 'Stopped.'));
    return mine.length > 0;
  }

  cancelChannel(channel: string): void {
    const reason = new LabError('stopped', 'A newer request took the place of this one.');
    this.live.get(channel)?.controller.abort(reason);
  }
}
