// The page's end of the worker: owns `new Worker`, numbers the runs and drops what stale runs still say.
// No mathematics and no state of the lab here.
import type { Command, Event, Lane } from './protocol';

/** What can be under way side by side; a new command on a channel makes the earlier run of it stale. */
export type Channel =
  'device' | 'data' | 'training' | `sampling-${Lane}` | 'check' | 'checkpoint' | 'save' | 'outline';

type WithoutRun<T> = T extends unknown ? Omit<T, 'run'> : never;
export type CommandBody = WithoutRun<Command>;

/** The part of `Worker` that the client uses; a test supplies its own. */
export interface WorkerPort {
  onmessage: ((event: MessageEvent<Event>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(command: Command): void;
  terminate(): void;
}

export interface LabClient {
  /** Begins a new run on the channel and makes the one before stale. Returns the run's number. */
  begin(channel: Channel, body: CommandBody): number;
  /** Sends a command to the run that is under way on the channel; without one nothing happens. */
  tell(channel: Channel, body: CommandBody): void;
  /** Forgets the run of a channel: what it still sends is dropped. */
  forget(channel: Channel): void;
  /** Throws the worker away with everything it holds (after a lost device) and starts a fresh one. */
  restart(): void;
}

export interface ClientOptions {
  readonly makeWorker?: () => WorkerPort;
  readonly onEvent: (event: Event) => void;
}

const makeLabWorker = (): WorkerPort =>
  new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module' });

export function createClient({ makeWorker = makeLabWorker, onEvent }: ClientOptions): LabClient {
  const current = new Map<Channel, number>();
  let runs = 0;
  let worker = connect();

  function connect(): WorkerPort {
    const next = makeWorker();
    next.onmessage = ({ data }) => {
      if (isCurrent(data.run)) onEvent(data);
    };
    next.onerror = (event) => {
      event.preventDefault();
      const sentence = event.message || 'The worker script could not be loaded.';
      onEvent({ run: runs, type: 'failed', code: 'internal', sentence });
    };
    return next;
  }

  function isCurrent(run: number): boolean {
    for (const live of current.values()) if (live === run) return true;
    return false;
  }

  return {
    begin(channel, body) {
      const run = ++runs;
      current.set(channel, run);
      worker.postMessage({ ...body, run });
      return run;
    },
    tell(channel, body) {
      const run = current.get(channel);
      if (run !== undefined) worker.postMessage({ ...body, run });
    },
    forget(channel) {
      current.delete(channel);
    },
    restart() {
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
      current.clear();
      worker = connect();
    },
  };
}
