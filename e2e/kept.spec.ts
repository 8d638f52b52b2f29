// Nothing is lost: a tab that is closed in training, and opened again.
import { address, pauseAfter, ready } from './keptPage';
import { expect, test } from './support';

test('a training goes on in the next visit by one click', async ({ page }) => {
  await page.goto(address);
  await ready(page);
  await expect(page.getByTestId('last-run')).toHaveCount(0);
  await page.getByTestId('train').click();
  const pausedAt = await pauseAfter(page, 3);
  await page.goto('about:blank');

  await page.goto(address);
  await ready(page);
  await page.getByRole('button', { name: `Go on from step ${pausedAt}` }).click();
  await expect(page.getByTestId('loss-chart')).toBeVisible();
  expect(await pauseAfter(page, pausedAt)).toBeGreaterThan(pausedAt);
});
