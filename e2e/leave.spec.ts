// Leaving the page: a question while it holds a model that no file does.
import type { Page } from '@playwright/test';
import { exported, open } from './page';
import { playWorker } from './playedWorker';
import { expect, test } from './support';

/** Whether the page asks before it goes; it stays. */
async function asks(page: Page): Promise<boolean> {
  let asked = false;
  page.once('dialog', (dialog) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.dismiss();
  });
  // A cancelled navigation fails; the same place on the page is no navigation.
  await page.goto(`${page.url()}&left=1`, { timeout: 5000 }).catch(() => undefined);
  return asked;
}

test('asks before a trained model is left behind, and no longer when a file holds it', async ({ page }) => {
  await playWorker(page, { steps: 1, everyMs: 0 });
  await open(page);
  await page.getByTestId('train').click();
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '1');
  expect(await asks(page)).toBe(true);
  await exported(page, 'model');
  expect(await asks(page)).toBe(false);
});
