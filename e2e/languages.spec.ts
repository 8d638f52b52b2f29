// The same story in each of the other languages: nothing is left in English, no key is shown, nothing overflows.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { drag, open, placeIn } from './page';
import { expect, test } from './support';

interface Texts {
  readonly [name: string]: string | Texts;
}

const read = (language: string): Texts =>
  JSON.parse(readFileSync(new URL(`../src/ui/i18n/${language}.json`, import.meta.url), 'utf8')) as Texts;

/** The text of a key with dots. */
function textOf(texts: Texts, key: string): string {
  const found = key
    .split('.')
    .reduce<string | Texts | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), texts);
  if (typeof found !== 'string') throw new Error(`There is no text ${key}.`);
  return found;
}

const english = read('en');

/** Every visible text of the page, with the names that are only heard. */
const words = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const heard = [...document.querySelectorAll('[aria-label]')].map((e) => e.getAttribute('aria-label'));
    return [document.body.innerText, ...heard].join('\n');
  });

for (const [language, name] of [
  ['zh-CN', '简体中文'],
  ['zh-TW', '繁體中文'],
  ['ru', 'Русский'],
] as const) {
  test(`speaks ${language} after one click, on every screen`, async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name }).click();
    const say = (key: string): string => textOf(read(language), key);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const panels = ['schedule', 'forward', 'training', 'reverse'];
    for (const panel of panels) {
      await expect(page.getByTestId(`panel-${panel}`).getByRole('heading')).toHaveText(say(`${panel}.title`));
    }
    await expect(page.getByTestId('train')).toHaveText(say('training.train'));

    const shown = await words(page);
    const keys = Object.keys(english).join('|');
    expect(shown).not.toMatch(new RegExp(`\\b(${keys})\\.[a-z][A-Za-z]+`));
    const lines = shown.split('\n');
    const subtitles = ['schedule.subtitles.mix', 'forward.subtitle', 'training.subtitle', 'reverse.subtitle'];
    for (const key of [...panels.map((panel) => `${panel}.title`), ...subtitles]) {
      expect(lines).not.toContain(textOf(english, key));
    }

    const track = page.getByTestId('ruler-track');
    await drag(page, await placeIn(track, 0.3), await placeIn(track, 0.5));
    await expect(page.getByTestId('forward-strip').locator('[aria-pressed="true"]')).toHaveCount(1);
    await page.getByRole('button', { name: say('header.lessons') }).click();
    await expect(page.getByTestId('lesson-t0')).toBeVisible();
    expect(await words(page)).not.toMatch(/First look|Notes for teachers/);
    await page.keyboard.press('Escape');

    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
          message: `overflow at ${width} pixels`,
        })
        .toBeLessThanOrEqual(0);
    }
  });
}

test.describe('with a browser that speaks Russian', () => {
  test.use({ locale: 'ru-RU' });
  test('the page does so too', async ({ page }) => {
    await open(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  });
});
