// What a trained model makes of one noise under other wishes, and how good its samples are by the meter.
import type { Page } from '@playwright/test';
import { set } from './modelPage';
import { pixels, slider } from './page';
import { expect } from './support';

/** A film from noise to noise: another place on the way is another picture. */
export async function explore(page: Page): Promise<void> {
  await page.getByTestId('explore-noise').click();
  await expect(page.getByTestId('explored')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByTestId('explored-place')).toHaveText('0% of the way');
  const frame = page.getByTestId('explored-frame');
  const begin = await pixels(frame);
  await slider(page, 'Place on the way').focus();
  await page.keyboard.press('End');
  await expect(page.getByTestId('explored-place')).toHaveText('100% of the way');
  expect(await pixels(frame)).not.toBe(begin);
}

/** The meter's numbers, and a training image beside each sample. */
export async function judge(page: Page): Promise<void> {
  // The numbers matter here, not the samples.
  await set(page, 'Sampling steps', 2);
  await page.getByTestId('measure-quality').click();
  const numbers = page.getByTestId('quality-numbers');
  await expect(numbers).toContainText('200 samples after step 300', { timeout: 180_000 });
  await expect(numbers.getByRole('row')).toHaveCount(5);
  await expect(page.getByTestId('quality')).toContainText('not the Inception-FID of papers');
  await expect(page.getByTestId('quality').getByRole('img')).toHaveCount(2);
}
