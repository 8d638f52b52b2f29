// The page that measures a machine, where there is nothing to measure; in every language.
import { expectNoViolation } from './axe';
import { expect, test } from './support';

test('without WebGPU the page says so, and offers to try again', async ({ page }) => {
  await page.goto('bench.html');
  await page.getByTestId('bench-start').click();
  await expect(page.getByTestId('bench-failed')).toContainText('There is no GPU that this page can use.');
  await expect(page.getByTestId('bench-start')).toHaveText('Once more');
  await page.getByRole('link', { name: 'To Diffusion Lab' }).click();
  await expect(page.getByTestId('time-ruler')).toBeVisible();
});

for (const lang of ['en', 'ru', 'zh-CN', 'zh-TW']) {
  test(`what is asked of the visitor reads and is in order: ${lang}`, async ({ page }) => {
    await page.goto(`bench.html?lang=${lang}`);
    await expect(page.getByTestId('bench-start')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expectNoViolation(page, `bench page, ${lang}`);
  });
}
