// A worker's session on the test's own GPU, with a few small pictures to train on.
import type { DataSource } from '../datasets/types';
import { uniforms } from '../diffusion/random';
import { defaultConfig, type LabConfig } from '../lab/fields';
import type { WorkerCommand, WorkerEvent } from '../worker/protocol';
import { Session } from '../worker/session';
import { testEngine } from './gpu';

const size = 8;
const count = 12;
const own = {
  height: size,
  width: size,
  channels: 1,
  images: Uint8Array.from(uniforms({ seed: 1, stream: 99 }, count * size * size), (u) => 255 * u),
};

/** A training that takes a moment. */
export const tiny: LabConfig = {
  ...defaultConfig,
  dataset: 'own',
  width: 8,
  batchSize: 2,
  steps: 4,
  timesteps: 50,
  samplingSteps: 5,
  learningRateSchedule: 'constant',
  warmupSteps: 0,
};

type Order = WorkerCommand extends infer C ? (C extends WorkerCommand ? Omit<C, 'request'> : never) : never;

/** A server that never answers. */
const silent: DataSource = {
  name: 'The test',
  checkDigests: false,
  read: (_file, { signal }) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
    }),
};

/** Commands to the training that is under way, under its number. */
const toTraining: readonly WorkerCommand['type'][] = ['pause', 'resume', 'step', 'stop', 'restore'];

/** A session whose device is open and whose images are loaded. */
export async function startSession() {
  const events: WorkerEvent[] = [];
  const heard: (() => void)[] = [];
  const session = new Session({
    open: async () => ({ engine: await testEngine() }),
    sourcesOf: () => [silent],
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
  await tell({ type: 'load-data', config: tiny, own });
  return { ask, tell, until };
}
