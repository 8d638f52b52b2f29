// The main story on real MNIST: train, pause, bend the schedule, sample to the end, come back by the link.
// And a story that goes wrong: training diverges and goes on from the last good weights.
import type { Page } from '@playwright/test';
import { trainWildlyOnce } from './divergence';
import { exported, pixels } from './page';
import { expectNoViolation } from './axe';
import { csvRows } from './files';
import { expect, recordMainThread, test } from './support';

/** Small enough for a software GPU: the settings travel by the address, as a shared link does. */
const settings =
  'data=mnist&schedule=linear&batch=8&width=8&steps=80&warm=8&lr=0.004&n=10&count=16&T=200&time=0';

const number = async (page: Page, testId: string, attribute: string): Promise<number> =>
  Number(await page.getByTestId(testId).getAttribute(attribute));

/** A noised picture of the forward strip. */
const noised = (page: Page): Promise<string> =>
  pixels(page.getByTestId('forward-strip').locator('canvas').nth(3));

test('trains on real MNIST, pauses, follows the sliders, samples to the end and comes back by its link', async ({
  page,
}) => {
  test.slow();
  await page.goto(`?${settings}`);
  await expect(page.getByTestId('status')).toContainText('MNIST', { timeout: 60_000 });
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });

  const stopTrace = await recordMainThread(page);
  await page.getByTestId('train').click();
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', /^([2-9]|\d\d)/, {
    timeout: 300_000,
  });
  await page.getByRole('button', { name: 'Pause', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 60_000 });
  const pausedAt = await number(page, 'training-step', 'data-step');
  await page.waitForTimeout(1500);
  expect(await number(page, 'training-step', 'data-step')).toBe(pausedAt);

  const [strip, curve] = [await noised(page), await curvePath(page)];
  await page.getByRole('slider', { name: 'β end', exact: true }).focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => noised(page)).not.toBe(strip);
  await expect.poll(() => curvePath(page)).not.toBe(curve);
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByTestId('train')).toBeVisible({ timeout: 200_000 });
  const { longestMs, tasks } = await stopTrace();
  console.log(
    `main thread while training: longest of ${tasks} tasks ${longestMs.toFixed(1)} ms of its own CPU time`,
  );
  expect(await number(page, 'training-step', 'data-step')).toBe(80);
  const losses = await lossesOf(page);
  expect(losses.length).toBeGreaterThanOrEqual(60);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  expect(mean(losses.slice(-15))).toBeLessThan(0.7 * mean(losses.slice(0, 5)));

  await page.getByTestId('sample').click();
  await expect.poll(() => number(page, 'reverse-step', 'data-step'), { timeout: 180_000 }).toBe(10);

  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('textbox', { name: /Training steps/ }).first()).toHaveValue('80');
  expect(page.url()).toBe(link);
});

test('offers the last good weights after a divergence, and trains on from them', async ({ page }) => {
  test.slow();
  await trainWildlyOnce(page);
  await page.goto('?data=strokes&T=200&batch=2&width=8&steps=24&warm=8');
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });
  await page.getByTestId('train').click();
  const trainOn = page.getByRole('button', { name: 'Train on', exact: true });
  await expect(trainOn).toBeVisible({ timeout: 300_000 });

  await trainOn.click();
  await expect(page.getByTestId('failure')).toContainText('diverged', { timeout: 120_000 });
  await expectNoViolation(page, 'diverged');
  await page.getByRole('button', { name: 'Go back to the last good weights (step 24)' }).click();
  await expect(page.getByTestId('failure')).toBeHidden();
  expect(await number(page, 'training-step', 'data-step')).toBe(24);

  await trainOn.click();
  await expect(page.getByTestId('train')).toBeVisible({ timeout: 200_000 });
  expect(await number(page, 'training-step', 'data-step')).toBe(48);
  expect(await lossesOf(page)).toHaveLength(48);
});

/** The drawn path of the first curve of the schedule. */
const curvePath = (page: Page): Promise<string | null> =>
  page.locator('[data-testid="schedule-chart"] path[data-line="signal"]').getAttribute('d');

/** The losses of the run, from the file that the page exports. */
async function lossesOf(page: Page): Promise<number[]> {
  const { head, rows } = csvRows(await exported(page, 'loss'));
  const column = head.indexOf('loss');
  return rows.map((row) => Number(row[column]));
}
