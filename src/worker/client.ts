// The page's end of the worker: owns `new Worker`, numbers the requests and drops what is still said to stale ones.
// No mathematics and no state of the lab here.
import type { WorkerCommand, WorkerEvent, Lane } from './protocol';

/** What can be under way side by side; a new command on a channel makes the earlier request on it stale. */
export type Channel =
  'device' | 'data' | 'training' | `sampling-${Lane}` | 'check' | 'checkpoint' | 'save' | 'outline';

/** A command before it has its number. */
export type CommandBody = WorkerCommand extends infer C
  ? C extends WorkerCommand
    ? Omit<C, 'request'>
    : never
  : never;

/** The part of `Worker` that the client uses; a test supplies its own. */
export interface WorkerPort {
  onmessage: ((event: MessageEvent<WorkerEvent>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(command: WorkerCommand): void;
  terminate(): void;
}

export interface LabClient {
  /** Begins a new request on the channel and makes the one before stale. Returns its number. */
  begin(channel: Channel, body: CommandBody): number;
  /** Sends a command to the request that is under way on the channel; without one nothing happens. */
  tell(channel: Channel, body: CommandBody): void;
  /** Forgets the request of a channel: what is still said to it is dropped. */
  forget(channel: Channel): void;
  /** Throws the worker away with everything it holds (after a lost device) and starts a fresh one. */
  restart(): void;
}

export interface ClientOptions {
  readonly makeWorker?: () => WorkerPort;
  readonly onEvent: (event: WorkerEvent) => void;
}

const makeLabWorker = (): WorkerPort =>
  new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module' });

export function createClient({ makeWorker = makeLabWorker, onEvent }: ClientOptions): LabClient {
  const current = new Map<Channel, number>();
  let requests = 0;
  let worker = connect();

  function connect(): WorkerPort {
    const next = makeWorker();
    next.onmessage = ({ data }) => {
      if (isCurrent(data.request)) onEvent(data);
    };
    next.onerror = (event) => {
      event.preventDefault();
      const sentence = event.message || 'The worker script could not be loaded.';
      onEvent({ request: requests, type: 'failed', code: 'internal', sentence });
    };
    return next;
  }

  function isCurrent(request: number): boolean {
    for (const live of current.values()) if (live === request) return true;
    return false;
  }

  return {
    begin(channel, body) {
      const request = ++requests;
      current.set(channel, request);
      worker.postMessage({ ...body, request });
      return request;
    },
    tell(channel, body) {
      const request = current.get(channel);
      if (request !== undefined) worker.postMessage({ ...body, request });
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
