// The page's end of the worker: owns `new Worker`, numbers the requests and drops what is still said to stale ones.
// No mathematics and no state of the lab here.
import { LabError } from '../lab/errors';
import type { SampleLane, WorkerCommand, WorkerEvent } from './protocol';

/** What can be under way side by side; a new command on a channel makes the earlier request on it stale. */
export type Channel =
  | 'device'
  | 'data'
  | 'training'
  | `sampling-${SampleLane}`
  | 'check'
  | 'quality'
  | 'exploring'
  | 'closer'
  | 'inside'
  | 'untrained'
  | 'untrained-draw'
  | 'model-file'
  | 'save'
  | 'hand-over'
  | 'outline'
  | 'runs'
  | 'compare'
  | 'kept-data'
  | 'browsing'
  | 'picture';

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
  /**
   * Begins a request that has one answer, and waits for it.
   * @throws LabError what the worker says; `stopped` where a newer request or a new worker has made it stale.
   */
  ask(channel: Channel, body: CommandBody): Promise<WorkerEvent>;
  /** Begins a request whose every event goes to `hear`, and to nobody else. @returns what breaks it off */
  follow(channel: Channel, body: CommandBody, hear: (event: WorkerEvent) => void): () => void;
  /** Sends a command to the request that is under way on the channel; without one nothing happens. */
  tell(channel: Channel, body: CommandBody): void;
  /** Forgets the request of a channel: what is still said to it is dropped. */
  forget(channel: Channel): void;
  /** Throws the worker away with everything it holds (after a lost device) and starts a fresh one. */
  restart(): void;
}

export interface ClientOptions {
  readonly makeWorker?: () => WorkerPort;
  /** Calls `then` when nobody holds the lock any more, unless `signal` aborts before. */
  readonly whenFree?: (lock: string, signal: AbortSignal, then: () => void) => void;
  /** @param channel of the request that the event answers */
  readonly onEvent: (event: WorkerEvent, channel: Channel) => void;
}

interface LiveRequest {
  readonly request: number;
  /** Whoever hears all that is said to it. */
  readonly hear?: (event: WorkerEvent) => void;
  /** Whoever waits for its one answer. */
  readonly answer?: {
    readonly resolve: (event: WorkerEvent) => void;
    readonly reject: (error: LabError) => void;
  };
}

const makeLabWorker = (): WorkerPort =>
  new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module' });

const whenLockIsFree: NonNullable<ClientOptions['whenFree']> = (lock, signal, then) => {
  navigator.locks.request(lock, { signal }, then).catch(() => undefined);
};

export function createClient({
  makeWorker = makeLabWorker,
  whenFree = whenLockIsFree,
  onEvent,
}: ClientOptions): LabClient {
  const live = new Map<Channel, LiveRequest>();
  let requests = 0;
  /** Ended together with the present worker. */
  let watch = new AbortController();
  let worker = connect();

  function connect(): WorkerPort {
    const next = makeWorker();
    next.onmessage = ({ data }) => hear(data);
    next.onerror = (event) => {
      event.preventDefault();
      const sentence = event.message || 'The worker script could not be loaded.';
      onEvent({ request: 0, type: 'failed', code: 'internal', sentence }, 'device');
    };
    return next;
  }

  function workerEnded(): void {
    const channel = live.has('training') ? 'training' : 'device';
    forgetAll();
    const sentence = 'The worker has ended unexpectedly.';
    onEvent({ request: 0, type: 'failed', code: 'worker-lost', sentence }, channel);
  }

  function hear(event: WorkerEvent): void {
    if (event.type === 'alive') return whenFree(event.lock, watch.signal, workerEnded);
    const [channel, { answer, hear: follower } = {}] =
      [...live].find(([, { request }]) => request === event.request) ?? [];
    if (channel === undefined) return;
    if (follower) return follower(event);
    if (!answer) return onEvent(event, channel);
    live.delete(channel);
    if (event.type === 'failed')
      answer.reject(new LabError(event.code, event.sentence, { reason: event.reason }));
    else answer.resolve(event);
  }

  function forget(channel: Channel): void {
    live.get(channel)?.answer?.reject(new LabError('stopped', 'A newer request took the place of this one.'));
    live.delete(channel);
  }

  /** The worker is no more: whoever follows a request is told that it has ended. */
  function forgetAll(): void {
    for (const [name, { request, hear: follower }] of live) {
      forget(name);
      follower?.({ request, type: 'failed', code: 'stopped', sentence: 'The worker has been started anew.' });
    }
  }

  function send(channel: Channel, body: CommandBody, who: Pick<LiveRequest, 'answer' | 'hear'> = {}): number {
    forget(channel);
    const request = ++requests;
    live.set(channel, { request, ...who });
    worker.postMessage({ ...body, request });
    return request;
  }

  return {
    begin: (channel, body) => send(channel, body),
    ask: (channel, body) =>
      new Promise((resolve, reject) => void send(channel, body, { answer: { resolve, reject } })),
    follow(channel, body, listener) {
      const request = send(channel, body, { hear: listener });
      return () => {
        if (live.get(channel)?.request !== request) return;
        worker.postMessage({ type: 'stop', request });
        forget(channel);
      };
    },
    tell(channel, body) {
      const request = live.get(channel)?.request;
      if (request !== undefined) worker.postMessage({ ...body, request });
    },
    forget,
    restart() {
      watch.abort();
      watch = new AbortController();
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
      forgetAll();
      worker = connect();
    },
  };
}
