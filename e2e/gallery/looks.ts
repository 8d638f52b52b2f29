// How the page is looked at: a desktop, a projector and a phone, light and dark.
import path from 'node:path';
import type { Page } from '@playwright/test';
import { themes } from '../axe';

const looks = {
  desktop: { size: { width: 1440, height: 900 }, projector: false },
  projector: { size: { width: 1024, height: 768 }, projector: true },
  phone: { size: { width: 390, height: 844 }, projector: false },
} as const;

export type Look = keyof typeof looks;

export interface Shot {
  readonly look: Look;
  readonly colorScheme: (typeof themes)[number];
  readonly file: string;
  /** Only as much as a window shows, from this panel on. */
  readonly from?: string;
  /** This part alone. */
  readonly only?: string | undefined;
  /** What is done once the page has its size, each time. */
  readonly prepare?: ((look: Look) => Promise<void>) | undefined;
}

const folder = path.resolve(import.meta.dirname, '../../test-results/gallery');

/** Time for what follows a change of size (charts measure themselves) to be drawn. */
const settleMs = 700;

/** Photographs the page as it stands, from top to bottom. */
export async function take(
  page: Page,
  { look, colorScheme, file, from, only, prepare }: Shot,
): Promise<void> {
  const { size, projector } = looks[look];
  await page.setViewportSize(looks.desktop.size);
  await setProjector(page, projector);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await prepare?.(look);
  await unroll(page, size.width);
  await page.waitForTimeout(settleMs);
  const options = { path: file, animations: 'disabled', timeout: 120_000 } as const;
  const top = from === undefined ? null : await page.getByTestId(from).boundingBox();
  if (only === undefined)
    await page.screenshot({ ...options, ...(top && { clip: { ...size, x: 0, y: top.y - 8 } }) });
  else await page.getByTestId(only).screenshot(options);
  await page.setViewportSize(looks.desktop.size);
  await setProjector(page, false);
}

/** Photographs the page, or a part of it, in all looks: `test-results/gallery/<state>/<look>-<theme>.png`. */
export async function photograph(
  page: Page,
  state: string,
  only?: string,
  prepare?: Shot['prepare'],
): Promise<void> {
  for (const look of Object.keys(looks) as Look[]) {
    for (const colorScheme of themes) {
      const file = path.join(folder, state, `${look}-${colorScheme}.png`);
      await take(page, { look, colorScheme, file, only, prepare });
    }
  }
}

/**
 * As tall as the page is, so that bars that stick to the edge of the window lie where nothing is under them; a dialog as
 * tall as it wants to be, over no more of the page than a visitor sees.
 */
async function unroll(page: Page, width: number): Promise<void> {
  const height = await page.evaluate(() => {
    const dialogs = [...document.querySelectorAll('[role=dialog]')];
    const hidden = dialogs.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
    return dialogs.length > 0
      ? Math.ceil(window.innerHeight + 1.2 * Math.max(...hidden))
      : document.documentElement.scrollHeight;
  });
  await page.setViewportSize({ width, height });
}

/** The button is not on a phone, may lie under a dialog, and speaks the page's language. */
async function setProjector(page: Page, on: boolean): Promise<void> {
  const button = page.locator('header button[aria-pressed]');
  if ((await button.getAttribute('aria-pressed')) !== String(on)) await button.dispatchEvent('click');
}
