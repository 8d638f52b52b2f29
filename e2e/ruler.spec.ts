// The time ruler: one cursor moves the curves' marker, the strip's frame and the film.
import type { Page } from '@playwright/test';
import { screens } from './axe';
import { drag, open, pixels, placeIn } from './page';
import { expect, test } from './support';

/** Where the cursor stands, checked to be the same in every panel; 0…200. */
async function expectOneCursor(page: Page): Promise<number> {
  const t = Number(await page.getByRole('slider', { name: 'Time' }).getAttribute('aria-valuenow'));
  await expect(page.getByTestId('ruler-t')).toHaveText(`t = ${t} of 200`);
  await expect(page.getByTestId('curve-marker')).toHaveAttribute('style', `left: ${t / 2}%;`);
  // Eight stations from 0 to 200: the nearest one is marked.
  const stations = page.getByTestId('forward-strip').getByRole('button');
  await expect(stations.nth(Math.round((t / 200) * 7))).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('[data-testid="forward-strip"] [aria-pressed="true"]')).toHaveCount(1);
  return t;
}

test('keys move the cursor of every panel', async ({ page }) => {
  await open(page);
  const film = page.getByTestId('reverse-xt');
  const step = page.getByTestId('reverse-step');
  await page.getByRole('slider', { name: 'Time' }).focus();
  await page.keyboard.press('End');
  expect(await expectOneCursor(page)).toBe(200);
  await expect(step).toHaveAttribute('data-step', '0');
  const noise = await pixels(film);

  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowLeft');
  expect(await expectOneCursor(page)).toBe(189);

  await page.keyboard.press('Home');
  expect(await expectOneCursor(page)).toBe(0);
  await expect(step).not.toHaveAttribute('data-step', '0');
  expect(await pixels(film)).not.toBe(noise);
});

test('the mouse drags the cursor, and a frame of the strip takes it there', async ({ page }) => {
  await open(page);
  const track = page.getByTestId('ruler-track');
  const thumbnail = page.getByTestId('ruler-picture');
  await drag(page, await placeIn(track, 0.05), await placeIn(track, 0.55));
  expect(await expectOneCursor(page)).toBeCloseTo(110, -1);
  const middle = await pixels(thumbnail);
  const shown = await page.getByTestId('reverse-step').getAttribute('data-step');

  await drag(page, await placeIn(track, 0.55), await placeIn(track, 0.9));
  expect(await expectOneCursor(page)).toBeCloseTo(180, -1);
  expect(await pixels(thumbnail)).not.toBe(middle);
  await expect(page.getByTestId('reverse-step')).not.toHaveAttribute('data-step', shown ?? '');

  await page.getByTestId('forward-strip').getByRole('button').nth(2).click();
  expect(await expectOneCursor(page)).toBe(57);
});

test('on a phone the ruler stays in reach to the end of the page', async ({ page }) => {
  await page.setViewportSize(screens.phone);
  await open(page);
  await page.getByTestId('status').scrollIntoViewIfNeeded();
  await page.getByTestId('ruler-track').click({ position: { x: 5, y: 12 } });
  expect(await expectOneCursor(page)).toBeLessThan(20);
});
