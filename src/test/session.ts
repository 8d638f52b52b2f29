// A worker's session on the test's own GPU, with a few small pictures to train on.
import type { DataSource } from '../datasets/types';
import { uniforms } from '../diffusion/random';
import type { Engine } from '../engine/engine';
import { defaultConfig, type LabConfig } from '../lab/fields';
import type { OwnImages } from '../lab/images';
import type { WorkerCommand, WorkerEvent } from '../worker/protocol';
import { Session } from '../worker/session';
import { StoredRuns, type StoredRunsOptions } from '../worker/storedRuns';
import { testEngine } from './gpu';

const count = 12;

/** Grey squares of noise. */
export const ownImages = (side: number): OwnImages => ({
  height: side,
  width: side,
  channels: 1,
  images: Uint8Array.from(uniforms({ seed: 1, stream: 99 }, count * side * side), (u) => 255 * u),
});

/** A training that takes a moment. */
export const tiny: LabConfig = {
  ...defaultConfig,
  dataset: 'own',
  model: 'playground',
  optimizer: 'adam',
  width: 8,
  batchSize: 2,
  steps: 4,
  timesteps: 50,
  samplingSteps: 5,
  learningRateSchedule: 'constant',
  warmupSteps: 0,
};

type Order = WorkerCommand extends infer C ? (C extends WorkerCommand ? Omit<C, 'request'> : never) : never;

const servers: Record<'silent' | 'empty', DataSource> = {
  /** Never answers. */
  silent: {
    name: 'The test',
    checkDigests: false,
    read: (_file, { signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  },
  empty: { name: 'The test', checkDigests: false, read: () => Promise.resolve(undefined) },
};

interface SessionStart {
  /** The visitor's own images; null for none. */
  readonly own?: OwnImages | null;
  readonly server?: keyof typeof servers;
  /** What the browser keeps between visits; nothing when left out. */
  readonly runs?: StoredRunsOptions;
  /** By default the test's own GPU. */
  readonly engine?: () => Promise<Engine>;
}

/** Commands to the training that is under way, under its number. */
const toTraining: readonly WorkerCommand['type'][] = [
  'pause',
  'keep',
  'resume',
  'follow',
  'step',
  'stop',
  'restore',
];

/** A session whose device is open and whose images are loaded. */
export async function startSession({
  own = ownImages(8),
  server = 'silent',
  runs,
  engine = testEngine,
}: SessionStart = {}) {
  const events: WorkerEvent[] = [];
  const heard: (() => void)[] = [];
  const session = new Session({
    open: async () => ({ engine: await engine() }),
    sourcesOf: () => Promise.resolve([servers[server]]),
    ...(runs && { openRuns: () => Promise.resolve(new StoredRuns(runs)) }),
    readJudge: () => Promise.reject(new Error('There is no judge here.')),
    post: (event) => {
      events.push(event);
      heard.splice(0).forEach((listen) => listen());
    },
  });
  let [requests, training] = [0, 0];
  const tell = (order: Order, under?: number): Promise<void> => {
    const request = under ?? (toTraining.includes(order.type) ? training : ++requests);
    if (order.type === 'train') training = request;
    return session.handle({ ...order, request });
  };
  /**
   * What the session said while it carried out a command.
   * @param under number of the request that it is meant for; by default the present training's
   */
  const ask = async (order: Order, under?: number): Promise<readonly WorkerEvent[]> => {
    const before = events.length;
    await tell(order, under);
    return events.slice(before);
  };
  /** Waits for the next event of a type. */
  const until = async (type: WorkerEvent['type']): Promise<void> => {
    do await new Promise<void>((resolve) => heard.push(resolve));
    while (events.at(-1)?.type !== type);
  };
  await tell({ type: 'open' });
  if (own) await tell({ type: 'load-data', config: tiny, own });
  return { ask, tell, until, events };
}
