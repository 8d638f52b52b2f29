// The page with a GPU: before, while and after it trains, and where that goes wrong.
import type { Page } from '@playwright/test';
import { trainWildlyOnce } from '../divergence';
import { draw } from '../modelPage';
import { openFiles, stepOf } from '../page';
import { expect, test } from '../support';
import { photograph } from './looks';
import { serveSlowly } from './slowFile';

/** Small enough for a software GPU. */
const settings = 'batch=4&model=playground&width=8&steps=400&warm=8&lr=0.004&n=10&count=16&T=200';

async function openGpu(page: Page, data: string): Promise<void> {
  await page.goto(`?data=${data}&${settings}`);
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });
}

const step = (page: Page, least: number): Promise<void> =>
  expect.poll(() => stepOf(page), { timeout: 600_000 }).toBeGreaterThanOrEqual(least);

test('from an empty page to samples', async ({ page }) => {
  await openGpu(page, 'strokes');
  const response = await page.request.get('data/train-images-idx3-ubyte.gz');
  const slow = await serveSlowly(await response.body(), 0.4);
  await page.route('**/data/train-images*', (route) => route.continue({ url: slow.address }));
  await page.getByRole('combobox', { name: 'Images' }).selectOption('mnist');
  await page.getByTestId('train').click();
  await expect(page.getByTestId('startup')).toContainText('40%');
  await photograph(page, 'loading');

  await page.getByRole('button', { name: 'Stop' }).first().click();
  slow.letGo();
  await expect(page.getByTestId('status')).toContainText('MNIST');
  await photograph(page, 'empty');

  await page.getByTestId('train').click();
  await expect(page.getByTestId('startup')).toContainText(/of/, { timeout: 120_000 });
  await photograph(page, 'compiling');

  await step(page, 40);
  await photograph(page, 'training');
  await page.getByRole('button', { name: 'Pause', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 120_000 });
  await photograph(page, 'paused');

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByTestId('train')).toBeVisible({ timeout: 600_000 });
  await photograph(page, 'trained');
  await draw(page);
  await photograph(page, 'sampled');

  await page.getByTestId('explore-noise').click();
  await expect(page.getByTestId('explored')).toBeVisible({ timeout: 240_000 });
  await page.getByTestId('measure-quality').click();
  await expect(page.getByTestId('quality-numbers')).toBeVisible({ timeout: 400_000 });
  await photograph(page, 'judged');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByTestId('kept-runs').click();
  await expect(page.getByTestId('kept-run')).toBeVisible();
  await photograph(page, 'dialog-runs');
});

test.describe('where no images can be fetched', () => {
  test.use({ allowedProblems: [/^foreign request|ERR_FAILED/] });

  test('strokes stand in for them, and a file that lacks another is refused', async ({ page }) => {
    await page.route(/data\/|^https:/, (route) => route.abort());
    await openGpu(page, 'mnist');
    await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 120_000 });
    await photograph(page, 'strokes-instead');
    await openFiles(page, [['train-images-idx3-ubyte.gz', 'train-images-idx3-ubyte.gz']]);
    await expect(page.getByTestId('failure')).toBeVisible({ timeout: 60_000 });
    await photograph(page, 'failed-data');
  });
});

test('training diverges', async ({ page }) => {
  await trainWildlyOnce(page);
  await page.goto('?data=strokes&T=200&batch=2&model=playground&width=8&steps=24&warm=8');
  await page.getByTestId('train').click();
  await page.getByRole('button', { name: 'Continue training', exact: true }).click({ timeout: 300_000 });
  await expect(page.getByTestId('failure')).toBeVisible({ timeout: 120_000 });
  await photograph(page, 'failed-diverged');
});
