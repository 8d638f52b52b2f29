// After one visit the page opens without a network; a newer version says so and waits to be taken.
import type { Page } from '@playwright/test';
import { open, pixels, slider } from './page';
import { expect, test } from './support';

test.use({ serviceWorkers: 'allow', allowedProblems: [/ERR_INTERNET_DISCONNECTED/] });

/** All that it keeps is there. */
const workerIsReady = (page: Page): Promise<unknown> => page.evaluate(() => navigator.serviceWorker.ready);

/** So is what computes without a GPU, which is fetched by no one else. */
const processorIsKept = (page: Page): Promise<void> =>
  expect
    .poll(() => page.evaluate(async () => (await (await caches.open('processor')).keys()).length))
    .toBe(1);

test('the page works offline after one visit, and a newer version waits to be taken', async ({
  page,
  context,
  baseURL,
}) => {
  await open(page);
  await workerIsReady(page);
  await processorIsKept(page);
  await context.setOffline(true);
  // Other settings in the address are the same page.
  await page.goto('?data=strokes&T=150&lang=ru');
  await expect(page.getByTestId('forward-strip')).toBeVisible();
  await expect(page.getByTestId('reel-source')).toBeVisible();
  await expect(page.getByTestId('status-gpu')).toHaveText('CPU · процессор');
  const picture = page.getByTestId('ruler-picture');
  const before = await pixels(picture);
  await slider(page, 'Время').focus();
  await page.keyboard.press('PageUp');
  await expect.poll(() => pixels(picture)).not.toBe(before);
  // Parts that are loaded late, and words of every language.
  await page.getByRole('button', { name: 'Экспорт' }).click();
  await page.getByTestId('kept-all').click();
  await expect(page.getByTestId('storage')).toContainText('она открывается и без сети');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Язык' }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await expect(page.getByTestId('train')).toHaveText('Train');

  await context.setOffline(false);
  await context.addCookies([{ name: 'release', value: 'next', url: baseURL ?? '' }]);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  const notice = page.getByRole('alert').filter({ has: page.getByTestId('take-update') });
  await expect(notice).toContainText('There is a newer version of this page.');
  await Promise.all([page.waitForEvent('load'), notice.getByTestId('take-update').click()]);
  await expect(page.getByTestId('forward-strip')).toBeVisible();
  await expect(page.getByTestId('take-update')).toHaveCount(0);
});
