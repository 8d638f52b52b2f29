// `npm run pictures`: the README's pictures and films, of a model that the page has trained for a while.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { draw } from '../modelPage';
import { exported, slider } from '../page';
import { expect, test } from '../support';
import { take } from './looks';

const images = path.resolve(import.meta.dirname, '../../docs/images');

/** As near to the opening recipe as a software GPU gets in a quarter of an hour. */
const settings = 'data=mnist&batch=16&model=playground&width=16&steps=1200&n=30&count=16';

test("the README's pictures", { tag: '@readme' }, async ({ page }) => {
  test.setTimeout(3_600_000);
  await page.goto(`?${settings}`);
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });
  await page.getByTestId('train').click();
  await expect(page.getByTestId('train')).toBeVisible({ timeout: 3_000_000 });
  await draw(page);
  await writeFile(path.join(images, 'learning.gif'), await exported(page, 'learning'));
  await writeFile(path.join(images, 'reverse.gif'), await exported(page, 'film'));

  await slider(page, 'Step of the reverse process').focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < 18; i += 1) await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('denoising-check')).toContainText('t = 400');
  for (const [name, look, colorScheme] of [
    ['page-light', 'desktop', 'light'],
    ['page-dark', 'desktop', 'dark'],
    ['phone', 'phone', 'light'],
  ] as const) {
    const file = path.join(images, `${name}.png`);
    await take(page, { look, colorScheme, file, ...(look === 'phone' && { from: 'panel-training' }) });
  }
});
