// What a trained model makes of one noise under other wishes and of one picture that is edited, and how good its samples are by the meter.
import type { Page } from '@playwright/test';
import { columnsOf, set } from './modelPage';
import { drag, pixels, placeIn, slider } from './page';
import { pictureOf, picturesOf, type Greys } from './pictures';
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

/** Half of the picture is drawn anew and the other half stays; then ten variations from every noise level. */
export async function edit(page: Page): Promise<void> {
  const clean = await pictureOf(page.getByTestId('forward-strip').locator('canvas').first());
  await page.getByTestId('edit-picture').click();
  const mask = page.getByTestId('mask');
  await expect(mask).toHaveAccessibleName(/50% of it hidden/);
  await page.getByRole('combobox', { name: 'Or hide at once' }).selectOption('none');
  await expect(page.getByTestId('inpaint')).toBeDisabled();
  // A stroke of the brush down the right half, where neither ruler nor status bar lies over it.
  await mask.evaluate((canvas) => canvas.scrollIntoView({ block: 'center' }));
  await drag(page, await placeIn(mask, 0.75, 0), await placeIn(mask, 0.75, 0.99));
  await expect(mask).toHaveAccessibleName(/1[45]% of it hidden/);
  await set(page, 'Resamplings', 2);
  await page.getByTestId('inpaint').click();
  await expect(page.getByTestId('inpainted')).toBeVisible({ timeout: 120_000 });
  const drawn = (await picturesOf(page.getByTestId('inpainted'), 4)).slice(0, 4);
  const left = (picture: Greys): Greys => picture.filter((_, i) => i % 28 < 14);
  for (const picture of drawn) {
    expect(left(picture)).toEqual(left(clean));
    expect(picture).not.toEqual(clean);
  }
  await page.getByTestId('finish-picture').click();
  await expect(page.getByTestId('variations-by-t')).toBeVisible({ timeout: 120_000 });
  const chart = page.getByTestId('similarity');
  await chart.getByRole('button', { name: 'Show the numbers of: Similarity to the picture' }).click();
  const means = (await columnsOf(chart)).get('mean of ten') ?? [];
  expect(means.at(-1)).toBeLessThan(means[0] ?? -1);
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
