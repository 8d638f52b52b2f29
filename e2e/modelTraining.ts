// The training in the story of a trained model: begun, paused and bent, its numbers and its film, a second run, a divergence.
import type { Page } from '@playwright/test';
import { expectNoViolation } from './axe';
import { csvRows, gifFilm } from './files';
import { columnsOf, lastOf, set } from './modelPage';
import { exported, pixels, press, slider, stepOf } from './page';
import { recordMainThread } from './mainThread';
import { expect } from './support';

/** Small enough for a software GPU. */
export const settings = {
  data: 'mnist',
  batch: 2,
  model: 'playground',
  width: 8,
  steps: 300,
  lr: 0.004,
  opt: 'adam',
  lrs: 'cosine',
  cfg: 1,
  n: 4,
  count: 4,
  time: 0.6,
};

const query = Object.entries(settings)
  .map(([name, value]) => `${name}=${value}`)
  .join('&');

export async function train(page: Page): Promise<void> {
  await page.goto(`?${query}`);
  await expect(page.getByTestId('status')).toContainText('MNIST', { timeout: 60_000 });
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });
  await page.getByRole('switch', { name: 'More settings' }).check();
  const stopTrace = await recordMainThread(page);
  await page.getByTestId('train').click();
  await pauseAndBend(page);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByTestId('train')).toHaveText('Train from scratch', { timeout: 400_000 });
  const { longestMs, tasks } = await stopTrace();
  console.log(
    `main thread while training: longest of ${tasks} tasks ${longestMs.toFixed(1)} ms of its own CPU time`,
  );
  expect(await stepOf(page)).toBe(300);
}

/** A noised picture of the forward strip. */
const noised = (page: Page): Promise<string> =>
  pixels(page.getByTestId('forward-strip').locator('canvas').nth(3));

/** The drawn path of the first curve of the schedule. */
const curvePath = (page: Page): Promise<string | null> =>
  page.locator('[data-testid="schedule-chart"] path[data-line="signal"]').getAttribute('d');

async function pauseAndBend(page: Page): Promise<void> {
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', /^([2-9]|\d\d)/, {
    timeout: 300_000,
  });
  await page.getByRole('button', { name: 'Pause', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 60_000 });
  const pausedAt = await stepOf(page);
  await page.waitForTimeout(1500);
  expect(await stepOf(page)).toBe(pausedAt);

  const [strip, curve] = [await noised(page), await curvePath(page)];
  await slider(page, 'Cosine offset s').focus();
  await press(page, 'ArrowRight', 5);
  await expect.poll(() => noised(page)).not.toBe(strip);
  await expect.poll(() => curvePath(page)).not.toBe(curve);
  await press(page, 'ArrowLeft', 5);
  await expect.poll(() => noised(page)).toBe(strip);
}

export async function readLossTable(page: Page): Promise<void> {
  const chart = page.getByTestId('loss-chart');
  await chart.getByRole('button', { name: 'Show the numbers of: Loss' }).click();
  const loss = await columnsOf(chart);
  expect([...loss.keys()]).toEqual(['step', 'each step', 'smoothed']);
  expect([loss.get('step')?.[0], lastOf(loss, 'step')]).toEqual([1, 300]);
  expect(lastOf(loss, 'smoothed')).toBeLessThan(0.7 * (loss.get('smoothed')?.[0] ?? 0));

  await chart.getByText('By t', { exact: true }).click();
  const byTime = await columnsOf(chart);
  expect([...byTime.keys()]).toEqual(['step', 't in the first quarter', 'second', 'third', 'last quarter']);
  // A little noise hides less of the picture than much.
  expect(lastOf(byTime, 't in the first quarter')).toBeLessThan(lastOf(byTime, 'last quarter'));

  await chart.getByText('Gradient norm', { exact: true }).click();
  expect(lastOf(await columnsOf(chart), 'norm of the gradient')).toBeGreaterThan(0);
  await chart.getByRole('button', { name: 'Show the curve of: Gradient norm' }).click();
  await expect(chart.locator('path[data-line]')).toHaveCount(1);
  await chart.getByText('Loss', { exact: true }).click();
}

export async function watchFilm(page: Page): Promise<void> {
  const film = page.getByTestId('learning-film');
  const rows = Number(await film.getAttribute('data-rows'));
  expect(rows).toBeGreaterThanOrEqual(2);
  const shown = film.getByRole('img');
  await expect(shown).toHaveCount(Math.min(rows, 8));
  await expect(shown.last()).toHaveAccessibleName('16 fixed seeds denoised after 300 steps');
  expect(await pixels(shown.first())).not.toBe(await pixels(shown.last()));

  // The large picture is the newest until it is taken elsewhere.
  const large = page.getByTestId('film-picture').getByRole('img');
  const newest = await pixels(shown.last());
  expect(await pixels(large)).toBe(newest);
  await slider(page, 'Place in the learning film').focus();
  await page.keyboard.press('Home');
  expect(await pixels(large)).toBe(await pixels(shown.first()));
  await page.getByRole('button', { name: 'Play the learning film' }).click();
  await expect(page.getByTestId('film-step')).toHaveText('Step 300');
  expect(await pixels(large)).toBe(newest);
  // Four pictures of 28×28 across, with gaps of one pixel, three times as large.
  const side = 3 * (4 * 28 + 3);
  expect(gifFilm(await exported(page, 'learning'))).toEqual({ width: side, height: side + 26, frames: rows });
}

/** A second run draws over the first; the table tells in what they differ. */
export async function trainAgain(page: Page): Promise<void> {
  await expect(page.getByTestId('runs-table')).toBeHidden();
  await set(page, 'Training steps', 20);
  await set(page, 'Batch size', settings.batch);
  await set(page, 'Learning rate', 0.001);
  await page.getByTestId('train').click();
  await expect(page.getByTestId('training-step')).toHaveText('20 steps trained', { timeout: 200_000 });
  await expect(page.getByTestId('denoising-check')).toBeVisible();
  await expect(page.getByTestId('loss-chart')).toContainText('run 1');
  const table = page.getByTestId('runs-table');
  const cells = await table
    .locator('tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  const names = cells[0]?.slice(0, -1) ?? [];
  expect(names).toEqual([
    'Runs',
    'step',
    'Loss, smoothed',
    'Loss, last step',
    'Training steps',
    'Learning rate',
  ]);
  expect(cells.slice(1).map((row) => [row[1], ...row.slice(4, 6)])).toEqual([
    ['300', '300', '0.004'],
    ['20', '20', '0.001'],
  ]);
}

/** The model trains on, loses its way, goes back to its last good weights, and trains on from them. */
export async function divergeAndGoBack(page: Page): Promise<void> {
  const trainOn = page.getByRole('button', { name: 'Continue training', exact: true });
  await trainOn.click();
  await expect(page.getByTestId('failure')).toContainText('diverged', { timeout: 120_000 });
  await expectNoViolation(page, 'diverged');
  await page.getByRole('button', { name: 'Go back to the last good weights (step 20)' }).click();
  await expect(page.getByTestId('failure')).toBeHidden();
  expect(await stepOf(page)).toBe(20);

  await trainOn.click();
  await expect(page.getByTestId('train')).toBeVisible({ timeout: 200_000 });
  expect(await stepOf(page)).toBe(40);
  expect((await exportedLosses(page)).get(2)).toHaveLength(40);
}

/** The losses of each run, from the file that the page exports. */
export async function exportedLosses(page: Page): Promise<Map<number, number[]>> {
  const { head, rows } = csvRows(await exported(page, 'loss'));
  const of = (row: readonly string[], name: string): number => Number(row[head.indexOf(name)]);
  const losses = new Map<number, number[]>();
  for (const row of rows) {
    const run = of(row, 'run');
    losses.set(run, [...(losses.get(run) ?? []), of(row, 'loss')]);
  }
  return losses;
}
