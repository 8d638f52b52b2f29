// The page in the oldest browsers of the README's table (Chrome 113 to 115).
import { open } from './page';
import { expect, test } from './support';
import { old, prependToWorker } from './worker';

test('without AbortSignal.any and GPUAdapter.info the page lives, and its images come', async ({ page }) => {
  await page.addInitScript(old);
  await prependToWorker(page, old);
  await open(page);
  expect(await page.evaluate(() => 'any' in AbortSignal)).toBe(false);
  await page.getByRole('combobox', { name: 'Images' }).selectOption('mnist');
  await expect(page.getByTestId('status')).toContainText('MNIST by Yann LeCun');
  // The first digits of the training set, from the folder beside the page.
  const choice = page.getByRole('group', { name: 'Choose an image' });
  for (const [i, digit] of [5, 0, 4].entries())
    await expect(choice.getByRole('button', { name: `Image ${i + 1}, ${digit}` })).toBeVisible();
  await expect(page.getByTestId('failure')).toBeHidden();
});
