// The page without a GPU.
import { expect, test } from '../support';
import { photograph } from './looks';

test('no GPU', async ({ page }) => {
  await page.goto('?data=mnist&preset=recipe');
  await expect(page.getByTestId('no-gpu')).toBeVisible();
  await expect(page.getByTestId('reel-source')).toBeVisible();
  await photograph(page, 'no-gpu');
});
