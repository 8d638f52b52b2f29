// What is drawn with a denoiser that knows the set: the perfect one copies, the patch-wise one does not.
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { makeTables } from '../process/tables';
import { half, type PictureSet } from './denoiser';
import { drawUntrained, untrainedPlan } from './draw';
import { makeUntrained, mostPictures } from './untrained';
import type { UntrainedName } from './names';

const side = 8;
const size = side * side;
const count = 30;
/** A bright bar, lying or standing, at each of several places, of several lengths. */
const set: PictureSet = {
  count,
  height: side,
  width: side,
  channels: 1,
  images: Uint8Array.from({ length: count * size }, (_, i) => {
    const [index, place] = [Math.floor(i / size), i % size];
    const [row, column] = [Math.floor(place / side), place % side];
    const [across, along] = index % 2 === 0 ? [row, column] : [column, row];
    return across === (index * 3) % side && along < 3 + (index % 5) ? 255 : 0;
  }),
};

const config = { ...defaultConfig, sampler: 'ddim', samplingSteps: 20 } as const;
const stages = untrainedPlan(config, makeTables(config));
const turns = { rest: () => Promise.resolve() };

async function drawn(name: UntrainedName, seen = count): Promise<readonly Float64Array[]> {
  const denoiser = makeUntrained(name, set, { patch: 3 });
  let xs: readonly Float64Array[] = [];
  let steps = 0;
  const options = { denoiser, stages, clip: 'unit', count: 4, size, seed: 7, seen, turns } as const;
  for await (const step of drawUntrained(options)) {
    xs = step.xs;
    steps += 1;
    expect(step).toMatchObject({ done: steps, total: stages.length });
  }
  expect(steps).toBe(stages.length);
  return xs;
}

/** Root of the mean squared distance to the nearest picture of the set. */
const nearest = (x: Float64Array): number =>
  Math.min(
    ...Array.from({ length: count }, (_, index) => {
      const squares = x.map((value, i) => (value - ((set.images[index * size + i] ?? 0) / half - 1)) ** 2);
      return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / size);
    }),
  );

describe('a reverse process without a model', () => {
  it('ends in pictures of the set with the perfect denoiser', async () => {
    for (const x of await drawn('optimal')) expect(nearest(x)).toBeLessThan(1e-6);
  });

  it('ends in none of them with the others', async () => {
    for (const name of ['linear', 'patch'] as const) {
      const distances = (await drawn(name)).map(nearest);
      expect(Math.max(...distances), name).toBeGreaterThan(0.05);
    }
  });

  it('stops where it is told to', async () => {
    const controller = new AbortController();
    const denoiser = makeUntrained('optimal', set, { patch: 3 });
    const own = { ...turns, signal: controller.signal };
    const steps = drawUntrained({
      denoiser,
      stages,
      clip: 'unit',
      count: 1,
      size,
      seed: 7,
      seen: count,
      turns: own,
    });
    expect((await steps.next()).done).toBe(false);
    controller.abort();
    expect((await steps.next()).done).toBe(true);
  });
});

async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const found: Value[] = [];
  for await (const value of values) found.push(value);
  return found;
}

describe('answers on the way', () => {
  const x = Float64Array.from({ length: size }, (_, i) => Math.sin(i));
  const level = { signal: 0.6, noise: 0.8 };

  it.each(['optimal', 'linear', 'patch'] as const)(
    '%s: after a part of the set and after all',
    async (name) => {
      const seen: number[] = [];
      let last: Float64Array | undefined;
      for await (const answer of makeUntrained(name, set, { patch: 3 }).answer([x], level, {
        ...turns,
        milestones: [10, count],
      })) {
        seen.push(answer.seen);
        last = answer.originals[0];
        expect(answer.pulls?.length).toBe(name === 'optimal' ? 8 : undefined);
      }
      expect(seen).toEqual([10, count]);
      const [atOnce] = await all(
        makeUntrained(name, set, { patch: 3 }).answer([x], level, { ...turns, milestones: [count] }),
      );
      expect(last).toEqual(atOnce?.originals[0]);
    },
  );

  it('remembers the moments of the set for the next question', async () => {
    const linear = makeUntrained('linear', set, { patch: 3 });
    for await (const _ of linear.answer([x], level, { ...turns, milestones: [count] }));
    for await (const answer of linear.answer([x], level, { ...turns, milestones: [10, count] }))
      expect(answer.seen).toBe(count);
  });

  it('counts no picture twice where two ask at once', async () => {
    const linear = makeUntrained('linear', set, { patch: 3 });
    const ask = () => all(linear.answer([x], level, { ...turns, milestones: [count] }));
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(one[0]?.seen).toBe(count);
    expect(other).toEqual(one);
  });

  it('takes fewer pictures of colour for the linear one', () => {
    expect(mostPictures('linear', { ...set, count: 5000, channels: 3 })).toBe(2000);
    expect(mostPictures('optimal', { ...set, count: 5000, channels: 3 })).toBe(5000);
  });
});
