// What the processor draws and trains: a model of the box, two films side by side, the poster, what is kept.
import { draw, set } from '../modelPage';
import { exported } from '../page';
import { expect, test } from '../support';
import { photograph } from './looks';

/** Of the poster, which is shown as a page of its own. */
test.use({ allowedProblems: [/favicon\.ico/] });

test('a model of the box, and two films side by side', async ({ page }) => {
  await page.goto('?data=mnist');
  await expect(page.getByTestId('processor')).toBeVisible();
  await page.getByTestId('pretrained').click();
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '1200', { timeout: 60_000 });
  await photograph(page, 'processor-pretrained');

  await set(page, 'Sampling steps', 8);
  await draw(page);
  await photograph(page, 'processor-drawn');
  await page.getByTestId('pin').click();
  await page.getByRole('combobox', { name: 'Sampler', exact: true }).selectOption('ddpm');
  await draw(page);
  await expect(page.getByTestId('reverse-other-x0')).toBeVisible();
  await photograph(page, 'compared');
  await photograph(page, 'compared-panel', 'panel-reverse');

  const poster = await exported(page, 'poster');
  await page.setContent(`<body style="margin:0">${poster.toString('utf8')}</body>`);
  await page.locator('svg').first().screenshot({ path: 'test-results/gallery/poster/poster.png' });
});

test('what the browser keeps', async ({ page }) => {
  await page.goto('?data=mnist');
  await expect(page.getByTestId('status')).toContainText('MNIST by Yann LeCun');
  // Written while the page goes on; a dialog that is opened again looks again.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByTestId('kept-all').click();
    await expect(page.getByTestId('kept-data-item').first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await photograph(page, 'dialog-storage');
});
