// How the page is looked at: a desktop, a projector and a phone, light and dark.
import path from 'node:path';
import type { Page } from '@playwright/test';
import { themes } from '../axe';

const looks = {
  desktop: { size: { width: 1440, height: 900 }, projector: false },
  projector: { size: { width: 1024, height: 768 }, projector: true },
  phone: { size: { width: 390, height: 844 }, projector: false },
} as const;

const folder = path.resolve(import.meta.dirname, '../../test-results/gallery');

/** Time for what follows a change of size (charts measure themselves) to be drawn. */
const settleMs = 700;

/** As tall as the page is, so that bars that stick to the edge of the window lie where nothing is under them. */
async function unroll(page: Page, width: number): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
}

/** Photographs the whole page as it stands, in all looks: `test-results/gallery/<state>/<look>-<theme>.png`. */
export async function photograph(page: Page, state: string): Promise<void> {
  for (const [look, { size, projector }] of Object.entries(looks)) {
    await page.setViewportSize(looks.desktop.size);
    await setProjector(page, projector);
    await page.setViewportSize(size);
    await unroll(page, size.width);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout(settleMs);
      await page.screenshot({
        path: path.join(folder, state, `${look}-${colorScheme}.png`),
        animations: 'disabled',
        timeout: 120_000,
      });
    }
  }
  await page.setViewportSize(looks.desktop.size);
  await setProjector(page, false);
}

/** The button is not on a phone. */
async function setProjector(page: Page, on: boolean): Promise<void> {
  const button = page.getByRole('button', { name: 'Projector mode' });
  if ((await button.getAttribute('aria-pressed')) !== String(on)) await button.click();
}
