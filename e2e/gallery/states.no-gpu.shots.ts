// The page without a GPU: on the processor, and where not even that computes.
import { expect, test } from '../support';
import { photograph } from './looks';

test('processor', async ({ page }) => {
  await page.goto('?data=mnist&preset=recipe');
  await expect(page.getByTestId('processor')).toBeVisible();
  await expect(page.getByTestId('estimate')).toBeVisible();
  await expect(page.getByTestId('reel-source')).toBeVisible();
  await photograph(page, 'processor');
});

test.describe('without the processor', () => {
  test.use({ allowedProblems: [/Failed to load resource.*processor-/] });

  test('no GPU', async ({ page }) => {
    await page.route('**/assets/processor-*.js', (route) => route.fulfill({ status: 404 }));
    await page.goto('?data=mnist&preset=recipe');
    await expect(page.getByTestId('no-gpu')).toBeVisible();
    await expect(page.getByTestId('reel-source')).toBeVisible();
    await photograph(page, 'no-gpu');
  });
});
