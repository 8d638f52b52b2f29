// A trained model in the place of training: fetched when it is asked for, drawn with at once, trained on.
import type { Page } from '@playwright/test';
import { expectNoViolation } from './axe';
import { allDiffer, columnsOf, draw, samplesAt, set } from './modelPage';
import { stepOf } from './keptPage';
import { pixels, press, slider } from './page';
import { expect, test } from './support';

test.use({ allowedProblems: [/Failed to load resource.*mnist\.safetensors/] });

test('a trained model is taken in the place of training, draws, and learns on', async ({ page }) => {
  test.slow();
  await page.goto('?data=strokes');
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });

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

  await lookInside(page);

  await set(page, 'Batch size', 2);
  await page.getByRole('button', { name: 'Continue training', exact: true }).click();
  await expect.poll(() => stepOf(page), { timeout: 300_000 }).toBeGreaterThan(1200);
  await page.getByRole('button', { name: 'Pause', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 60_000 });
});

/** The layers of the model that is there: maps, one channel, a norm, attention, and all of it anew where the ruler moves. */
async function lookInside(page: Page): Promise<void> {
  await page.getByTestId('closer-menu').click();
  await page.getByTestId('closer-inside').click();
  const panel = page.getByTestId('panel-closer');
  const inside = panel.getByTestId('inside');
  await expect(inside).toBeVisible({ timeout: 120_000 });
  // Two resolutions on the way down, the bottom, and as many on the way up.
  await expect(panel.getByTestId('inside-network').getByRole('listitem')).toHaveCount(5);
  const facts = panel.getByTestId('inside-facts');
  await expect(facts).toContainText('conv2d, own WGSL kernel');
  const layer = panel.getByTestId('inside-layer').getByRole('combobox', { name: 'Layer' });
  await layer.selectOption('conv_norm_out');
  await expect(facts).toContainText('groupNorm, own WGSL kernel');
  await panel
    .getByRole('button', { name: 'Show the numbers of: What came into the norm, group by group' })
    .click();
  const groups = await columnsOf(panel.getByTestId('inside-norm'));
  expect(groups.get('group')).toEqual([1, 2, 3, 4]);
  await panel.getByRole('button', { name: 'Channel 3', exact: true }).click();
  await expect(panel.getByTestId('inside-layer')).toContainText('Channel 3: mean');

  const attention = panel.getByTestId('inside-attention');
  await expect(attention.getByRole('listitem')).toHaveCount(4);
  const head = attention.getByRole('img', { name: 'Head 1' });
  const before = await pixels(head);
  await attention.getByRole('slider').focus();
  await press(page, 'ArrowUp', 2);
  await expect.poll(() => pixels(head)).not.toBe(before);
  await expectNoViolation(page, 'inside', '[data-testid="panel-closer"]');

  const channels = panel.getByTestId('inside-channels').getByRole('img');
  const atRest = await pixels(channels);
  await slider(page, 'Time').press('PageUp');
  await expect.poll(() => pixels(channels), { timeout: 60_000 }).not.toBe(atRest);
  await panel.getByRole('button', { name: 'Close this look' }).click();
}
