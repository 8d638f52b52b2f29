import { expect, it } from 'vitest';
import { addFilmRow, addReport, emptyHistory } from './history';

it('keeps a 20,000-step run small', () => {
  let history = emptyHistory();
  for (let step = 0; step < 20_000; step += 50) {
    const losses = new Float64Array(50).fill(0.1);
    history = addReport(history, {
      losses,
      gradientNorms: losses,
      quartileLosses: new Float64Array(200).fill(0.1),
    });
    const images = { count: 1, height: 1, width: 1, channels: 1, pixels: new Float32Array(1) };
    history = addFilmRow(history, step, images);
  }
  expect(history.losses.length).toBe(20_000);
  expect(history.losses.buckets.length).toBeLessThanOrEqual(1000);
  expect(history.quartiles.map(({ buckets }) => buckets.length <= 500)).toEqual([true, true, true, true]);
  // Spread evenly they would lie 424 steps apart; the newest are as they came.
  const steps = history.film.map(({ step }) => step);
  expect(steps).toHaveLength(48);
  const gaps = steps.slice(1, 40).map((step, i) => step - (steps[i] ?? 0));
  expect([Math.min(...gaps), Math.max(...gaps)]).toEqual([300, 600]);
  expect([history.film[0]?.step, history.film.at(-1)?.step]).toEqual([0, 19_950]);
});
