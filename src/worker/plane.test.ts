import { describe, expect, it } from 'vitest';
import { planeSets } from '../diffusion/plane/sets';
import { defaultConfig } from '../lab/fields';
import { PlaneSession } from './plane';
import type { PlaneEvent } from './planeProtocol';

const set = planeSets.gaussians();
const config = { ...defaultConfig, timesteps: 50, samplingSteps: 5 };

function setUp() {
  const events: PlaneEvent[] = [];
  return { events, session: new PlaneSession((event) => events.push(event)) };
}

const trained = (events: readonly PlaneEvent[]) => events.filter((event) => event.type === 'trained');

describe('the session of the plane', () => {
  it('trains to its end, tells every loss once, and draws every step of the way back', async () => {
    const { events, session } = setUp();
    await session.handle({ type: 'train', set, config, steps: 30 });
    const news = trained(events);
    expect(news.flatMap(({ losses }) => losses)).toHaveLength(30);
    expect(news.map(({ ended }) => ended).indexOf(true)).toBe(news.length - 1);
    await session.handle({ type: 'sample', config, count: 20 });
    const last = events.at(-1);
    const frames = last?.type === 'sampled' ? last.frames : [];
    expect(frames.map(({ position }) => position)).toEqual([50, 40, 30, 20, 10, 0]);
    expect(frames.every(({ points }) => points.length === 40)).toBe(true);
  });

  it('ends where it is told to, and gives way to another training', async () => {
    const { events, session } = setUp();
    const first = session.handle({ type: 'train', set, config, steps: 100_000 });
    const second = session.handle({ type: 'train', set, config, steps: 100_000 });
    await session.handle({ type: 'stop' });
    await Promise.all([first, second]);
    expect(trained(events)).toMatchObject([{ ended: true }]);
  });

  it('says what cannot be trained or drawn', async () => {
    const { events, session } = setUp();
    await session.handle({ type: 'sample', config, count: 20 });
    expect(events).toEqual([]);
    await session.handle({ type: 'train', set, config, steps: 1 });
    await session.handle({ type: 'sample', config: { ...config, samplingSteps: 60 }, count: 20 });
    expect(events.at(-1)).toMatchObject({ type: 'failed', code: 'bad-setting' });
  });
});
