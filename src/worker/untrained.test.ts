import { expect, it } from 'vitest';
import type { Dataset } from '../datasets/types';
import { defaultConfig } from '../lab/fields';
import type { WorkerEvent } from './protocol';
import { study } from './untrained';

const [side, count] = [4, 2500];
const size = side * side;
const dataset: Dataset = {
  name: 'strokes',
  count,
  height: side,
  width: side,
  channels: 1,
  images: Uint8Array.from(
    { length: count * size },
    (_, i) => (Math.floor(i / size) * 37 + (i % size) * 101) % 256,
  ),
  labels: new Uint8Array(count),
  classNames: ['0'],
  credit: '',
};
const config = { ...defaultConfig, timesteps: 100, samplingSteps: 12 };

function listen() {
  const events: WorkerEvent[] = [];
  const post = (event: WorkerEvent): void => void events.push(event);
  return { events, post };
}

it('answers soon from some pictures and then from all, and tells who pulls', async () => {
  const { events, post } = listen();
  const { signal } = new AbortController();
  const x = Float32Array.from({ length: size }, (_, i) => Math.cos(i));
  const which = ['optimal', 'linear', 'patch'] as const;
  const question = {
    request: 7,
    type: 'untrained',
    config,
    which,
    patch: 3,
    seen: count,
    x,
    timestep: 50,
  } as const;
  await study(question, { dataset, engine: null, signal, post });
  const said = events.filter((event) => event.type === 'untrained');
  const heard = said.map((event) => `${event.which} ${event.seen}`);
  expect(heard.toSorted()).toEqual(which.flatMap((name) => [`${name} 2000`, `${name} 2500`]).toSorted());
  for (const name of which) expect(heard.indexOf(`${name} 2000`)).toBeLessThan(heard.indexOf(`${name} 2500`));
  expect(heard.indexOf('optimal 2500')).toBeLessThan(heard.indexOf('patch 2000'));
  for (const event of said) {
    expect(event.original).toMatchObject({ count: 1, height: side, width: side });
    expect(event.pulls?.weights.length).toBe(event.which === 'optimal' ? 8 : undefined);
  }
  await expect(
    study({ ...question, x: x.slice(1) }, { dataset, engine: null, signal, post }),
  ).rejects.toThrow(/shape/);
});

it('draws pictures of the set with the perfect one, and names the nearest', async () => {
  const { events, post } = listen();
  const { signal } = new AbortController();
  const question = {
    request: 8,
    type: 'draw-untrained',
    config,
    which: 'optimal',
    patch: 3,
    seen: count,
    count: 2,
  } as const;
  await study(question, { dataset, engine: null, signal, post });
  const drawn = events.filter((event) => event.type === 'untrained-drawn');
  expect(drawn.map(({ done, total }) => [done, total])).toEqual(
    Array.from({ length: 12 }, (_, i) => [i + 1, 12]),
  );
  expect(drawn.at(-1)?.distances).toHaveLength(2);
  for (const distance of drawn.at(-1)?.distances ?? []) expect(distance).toBeLessThan(0.02);
  expect(drawn[0]?.nearest).toBeUndefined();
});

it('names the pictures of the set that are nearest to those of a model', async () => {
  const { events, post } = listen();
  const { signal } = new AbortController();
  const own = [700, 31];
  const pixels = Float32Array.from(
    own.flatMap((index) => [...dataset.images.subarray(index * size, (index + 1) * size)]),
    (byte) => byte / 127.5 - 1,
  );
  const pictures = { count: 2, height: side, width: side, channels: 1, pixels };
  const question = { request: 10, type: 'find-nearest', config, pictures } as const;
  await study(question, { dataset, engine: null, signal, post });
  const [found] = events.filter((event) => event.type === 'nearest-found');
  expect(found?.nearest.pixels).toEqual(pixels);
  for (const distance of found?.distances ?? [1]) expect(distance).toBeLessThan(1e-6);
  await expect(
    study({ ...question, pictures: { ...pictures, count: 1 } }, { dataset, engine: null, signal, post }),
  ).rejects.toThrow(/shape/);
});

it('says no more once it is told to stop', async () => {
  const { events, post } = listen();
  const controller = new AbortController();
  const stopping = (event: WorkerEvent): void => {
    post(event);
    controller.abort();
  };
  const question = {
    request: 9,
    type: 'draw-untrained',
    config,
    which: 'patch',
    patch: 3,
    seen: 500,
    count: 1,
  } as const;
  await study(question, { dataset, engine: null, signal: controller.signal, post: stopping });
  expect(events).toHaveLength(1);
});
