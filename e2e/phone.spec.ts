// Small screens: what is 320 pixels wide shows everything without scrolling sideways, and fingers hit what they mean.
import type { Page } from '@playwright/test';
import { open } from './page';
import { expect, test } from './support';

/** Elements that reach beyond the window and are not inside something that scrolls. */
const sticksOut = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element: Element): boolean =>
      ['auto', 'scroll', 'hidden'].includes(getComputedStyle(element).overflowX);
    const isHeld = (element: Element): boolean => {
      for (let around = element.parentElement; around; around = around.parentElement) {
        if (scrolls(around)) return true;
      }
      return false;
    };
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 0.5 && !isHeld(element))
      .map((element) => element.outerHTML.slice(0, 100));
  });

test.describe('a window of 320 pixels', () => {
  test.use({ viewport: { width: 320, height: 640 } });
  for (const language of ['en', 'ru', 'zh-CN', 'zh-TW']) {
    test(`needs no scrolling sideways: ${language}`, async ({ page }) => {
      await open(page, `&lang=${language}&schedule=own`);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await sticksOut(page)).toEqual([]);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    });
  }
});

test.describe('under a finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test('buttons are 44 pixels in size', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Settings' }).tap();
    await expect(page.getByRole('dialog')).toBeVisible();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button, [role="radio"], input[type="radio"] + *, select')]
        .map((element) => {
          const { width, height } = element.getBoundingClientRect();
          return {
            width: Math.round(width),
            height: Math.round(height),
            html: element.outerHTML.slice(0, 120),
          };
        })
        .filter(({ width, height }) => width > 0 && (width < 43 || height < 43)),
    );
    expect(small).toEqual([]);
  });

  test('images of the data set are as large', async ({ page }) => {
    await open(page);
    await page.getByTestId('browse').tap();
    const images = page.getByTestId('data-browser').getByRole('button', { name: /^Image/ });
    await expect(images).toHaveCount(40);
    for (const image of [images.first(), images.last()]) {
      const box = await image.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
  });
});
