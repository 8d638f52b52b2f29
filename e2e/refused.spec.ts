// The page where the browser or the line refuses it something that it can do without.
import { open } from './page';
import { expect, test } from './support';

test('without storage the page lives, changes its theme and its language', async ({ page }) => {
  // As in a frame of another site with third-party storage blocked.
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await open(page);
  await page.getByRole('switch', { name: 'More settings' }).check();
  await expect(page.getByRole('combobox', { name: 'Loss', exact: true })).toBeVisible();
  const scheme = page.locator('html');
  const before = await scheme.getAttribute('data-mantine-color-scheme');
  await page.getByRole('button', { name: 'Switch to dark theme' }).click();
  await expect(scheme).not.toHaveAttribute('data-mantine-color-scheme', before ?? '');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Русский' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
});

test.describe('where the texts of a language cannot be fetched', () => {
  test.use({ allowedProblems: [/ERR_FAILED/] });

  test('the page speaks English', async ({ page }) => {
    await page.route(/\/ru-[^/]*\.js$/, (route) => route.abort());
    await open(page, '&lang=ru');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByTestId('train')).toHaveText('Train');
  });
});
