// The worker's side of a divergence: weights are kept, training stops and says so, and goes on from what was kept.
import { expect, test } from 'vitest';
import { uniforms } from '../diffusion/random';
import { defaultConfig, type LabConfig } from '../lab/fields';
import { testEngine } from '../test/gpu';
import type { Command, Event } from './protocol';
import { Session } from './session';

const size = 8;
const count = 12;
const own = {
  height: size,
  width: size,
  channels: 1,
  images: Uint8Array.from(uniforms({ seed: 1, stream: 99 }, count * size * size), (u) => 255 * u),
};
const config: LabConfig = {
  ...defaultConfig,
  dataset: 'own',
  width: 8,
  batchSize: 2,
  steps: 24,
  timesteps: 50,
  samplingSteps: 5,
  learningRateSchedule: 'constant',
};
const wild: LabConfig = { ...config, steps: 100, learningRate: 1e30, gradientClip: 0 };
const further: LabConfig = { ...config, steps: 30 };

type Order = Command extends infer C ? (C extends Command ? Omit<C, 'run'> : never) : never;

async function startSession() {
  const events: Event[] = [];
  const session = new Session({
    open: async () => ({ engine: await testEngine() }),
    sourcesOf: () => [],
    post: (event) => void events.push(event),
  });
  /** What the session said while it carried out a command. */
  const ask = async (order: Order): Promise<readonly Event[]> => {
    const before = events.length;
    await session.handle({ ...order, run: 1 });
    return events.slice(before);
  };
  await ask({ type: 'open' });
  await ask({ type: 'load-data', config, own });
  return { ask, begun: await ask({ type: 'train', config, fresh: true }) };
}

const lossesOf = (events: readonly Event[]): number[] =>
  events.flatMap((event) => (event.type === 'report' ? [...event.report.losses] : []));

test('after a divergence the session goes back to the weights of before and trains on as if nothing had been', async () => {
  const untroubled = await startSession();
  const expected = await untroubled.ask({ type: 'train', config: further, fresh: false });
  expect(lossesOf(expected)).toHaveLength(6);

  const { ask } = await startSession();
  const diverged = await ask({ type: 'train', config: wild, fresh: false });
  expect(diverged.at(-1)).toMatchObject({ type: 'failed', code: 'diverged' });
  // A second try with the ruined weights does not take the place of the good ones.
  const again = await ask({ type: 'train', config: { ...wild, learningRate: 1e-6 }, fresh: false });
  expect(again.filter(({ type }) => type === 'kept')).toEqual([]);

  expect(await ask({ type: 'restore' })).toEqual([{ run: 1, type: 'restored', step: 24 }]);
  expect(lossesOf(await ask({ type: 'train', config: further, fresh: false }))).toEqual(lossesOf(expected));
});

test('the weights of a finished run are kept, and not again before it goes on', async () => {
  const { ask, begun } = await startSession();
  expect(begun).toContainEqual({ run: 1, type: 'kept', step: 24 });
  const events = await ask({ type: 'train', config: further, fresh: false });
  expect(events.filter(({ type }) => type === 'kept')).toEqual([]);
  expect(events.at(-1)).toMatchObject({ type: 'trained', step: 30 });
});
