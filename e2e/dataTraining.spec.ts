// Real photographs, and a visitor's own images in three classes, are trained on in the page, a few steps each.
import type { Page } from '@playwright/test';
import { figureNames } from '../src/test/figures';
import { allDiffer, draw, samplesAt } from './modelPage';
import { takeFigures } from './ownFigures';
import { expect, test } from './support';

const address =
  '?T=50&model=playground&width=8&opt=adam&lr=0.01&lrs=constant&warm=0&ema=0&batch=2&steps=6&n=2&count=2&cfg=1';

async function trainSixSteps(page: Page): Promise<void> {
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGL/i, { timeout: 120_000 });
  await page.getByTestId('train').click();
  await expect(page.getByTestId('train')).toHaveText('Train from scratch', { timeout: 200_000 });
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '6');
}

test('own images in three folders are trained on, and each class is drawn by its name', async ({ page }) => {
  test.slow();
  await page.goto(`${address}&data=own`);
  await takeFigures(page, { count: 8, side: 16 });
  await trainSixSteps(page);

  const wanted = page.getByRole('radiogroup', { name: 'Which class to draw' });
  const drawn = [];
  for (const name of figureNames) {
    await wanted.getByRole('radio', { name }).check();
    await draw(page);
    await expect(page.getByTestId('asked-class')).toHaveText(`Asked for: ${name}`);
    drawn.push(...(await samplesAt(page, 'reverse-xt', 'To the finished images')));
  }
  // One noise, three wishes.
  expect(drawn).toHaveLength(6);
  expect(allDiffer(drawn)).toBe(true);
});

test.describe('real CIFAR-10', () => {
  test.skip(!process.env.LAB_DATA_DIR, 'LAB_DATA_DIR names no folder with its batches');
  // The other four batches are not there.
  test.use({ allowedProblems: [/status of 404/] });

  test('is looked through by class, and trained on', async ({ page }) => {
    test.slow();
    await page.goto(`${address}&data=cifar10`);
    await page.getByTestId('browse').click();
    const browser = page.getByTestId('data-browser');
    await expect(browser).toContainText('10,000 images of 32 × 32 pixels, in colour.');
    // Labels of data_batch_1.bin as Python counts them.
    await expect(browser.getByTestId('class')).toHaveText([
      'All10,000',
      'airplane1,005',
      'car974',
      'bird1,032',
      'cat1,016',
      'deer999',
      'dog937',
      'frog1,030',
      'horse1,001',
      'ship1,025',
      'truck981',
    ]);
    await browser.getByRole('radio', { name: /^frog/ }).check();
    await expect(browser.getByRole('button', { name: /^Image [\d,]+, frog$/ })).toHaveCount(40);
    await page.keyboard.press('Escape');

    await trainSixSteps(page);
    await page
      .getByRole('radiogroup', { name: 'Which class to draw' })
      .getByRole('radio', { name: 'frog' })
      .check();
    await draw(page);
    expect(allDiffer(await samplesAt(page, 'reverse-xt', 'To the finished images'))).toBe(true);
  });
});
