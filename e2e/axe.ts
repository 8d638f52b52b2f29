// What axe finds on the page as it stands.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './support';

export const screens = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

export const themes = ['light', 'dark'] as const;

/**
 * @param state what is being looked at, for the report
 * @param within the part that is new, where the rest of the page was looked at before
 */
export async function expectNoViolation(page: Page, state: string, within = 'html'): Promise<void> {
  // The other mode opens a second page for the sake of frames, of which there are none here: it takes twice the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().include(within).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  expect(found, state).toEqual([]);
}

/** The page as it stands on every screen, in both themes. */
export async function expectNoViolationOnScreens(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const [screen, size] of Object.entries(screens)) {
    await page.setViewportSize(size);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await expectNoViolation(page, `${screen}, ${colorScheme}`);
    }
  }
  if (before) await page.setViewportSize(before);
}
