// A trained model in the place of training: fetched when it is asked for, drawn with at once, trained on; in the oldest
// browser with WebGPU of the README's table.
import { allDiffer, draw, samplesAt, set } from './modelPage';
import { expect, test } from './support';
import { labWorker, old, prependToWorker } from './worker';

test.use({ allowedProblems: [/Failed to load resource.*mnist\.safetensors/] });

test('a trained model is taken in the place of training, draws, and learns on', async ({ page }) => {
  test.slow();
  await page.addInitScript(old);
  await prependToWorker(page, old);
  await page.goto('?data=strokes');
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });

  expect(await labWorker(page).evaluate(() => 'info' in GPUAdapter.prototype)).toBe(false);

  await page.route('**/models/mnist.safetensors', (route) => route.fulfill({ status: 404 }));
  await page.getByTestId('pretrained').click();
  await expect(page.getByTestId('failure')).toContainText('The trained model could not be fetched');
  await page.unroute('**/models/mnist.safetensors');
  await page.getByTestId('failure').getByRole('button', { name: 'Close' }).click();

  await page.getByTestId('pretrained').click();
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '1200', { timeout: 120_000 });
  // Its curves come with it.
  await expect(page.getByTestId('loss-chart')).toBeVisible();

  // Its answer at one pixel in numbers, and its own step back beside the posterior.
  const check = page.getByTestId('denoising-check');
  await check.getByRole('slider').nth(1).press('ArrowDown', { timeout: 120_000 });
  await expect(check.getByTestId('check-arithmetic').locator('.katex-html')).toHaveCount(2);
  await page.getByTestId('closer-menu').click();
  await page.getByTestId('closer-bound').click();
  const facts = page.getByTestId('posterior-facts');
  await expect(facts).toContainText('KL(q‖p) of this pixel', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Close this look' }).click();

  await page.getByRole('switch', { name: 'More settings' }).check();
  await set(page, 'Sampling steps', 2);
  await set(page, 'Samples', 4);
  await draw(page);
  await expect(page.getByTestId('reel-source')).toContainText('after 1,200 training steps');
  expect(allDiffer(await samplesAt(page, 'reverse-xt', 'To the finished images'))).toBe(true);

  await set(page, 'Batch size', 2);
  await page.getByRole('button', { name: 'Continue training', exact: true }).click();
  // A software GPU compiles for minutes before the first step, and nothing tells of a step meanwhile.
  const later = /^12(?!00$)\d\d$/;
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', later, { timeout: 600_000 });
  await page.getByRole('button', { name: 'Pause', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 60_000 });
});
