// The closer looks: each opens from its menu, obeys the ruler, has a table behind each chart, and closes again.
import { expectNoViolation } from './axe';
import { open, pixels, press, slider } from './page';
import { expect, test } from './support';

test('the bound: two Gaussians, the posterior at the ruler, the decoder', async ({ page }) => {
  await open(page, '&time=0.5');
  await page.getByTestId('closer-menu').click();
  await page.getByTestId('closer-bound').click();
  await expect(page).toHaveURL(/closer=bound/);
  const panel = page.getByTestId('panel-closer');
  await expect(panel).toBeFocused();

  // KL(N(0, 1) ‖ N(1.2, 0.5)) = ½ (ln 0.5 − 1 + 2 + 1.44/0.5) = 1.59343.
  const kl = panel.getByTestId('kl');
  await expect(kl).toContainText('1.59343 nats');
  await expect(kl.getByText('1.59343 nats')).toHaveCount(2);
  await slider(page, 'mean of q').focus();
  await page.keyboard.press('Home');
  await expect(kl).not.toContainText('1.59343 nats');

  await expect(panel.getByTestId('no-model')).toBeVisible();
  await expect(panel.getByTestId('posterior-facts')).toContainText('t = 100');
  await slider(page, 'Time').focus();
  await press(page, 'ArrowRight', 1);
  await expect(panel.getByTestId('posterior-facts')).toContainText('t = 101');
  const mean = panel.getByTestId('posterior-mean');
  await expect(mean.locator('.katex')).toBeVisible();
  const before = await mean.textContent();
  await panel.getByText('the noise ε', { exact: true }).click();
  await expect(mean).not.toHaveText(before ?? '');

  const decoder = panel.getByTestId('decoder-facts');
  const first = await decoder.textContent();
  await panel.getByRole('slider', { name: 'clean, x₀: choose a pixel' }).focus();
  await press(page, 'ArrowUp', 3);
  await expect(decoder).not.toHaveText(first ?? '');
  for (const chart of ['Two normal densities', 'Densities of the pixel', 'Probability of each'])
    await panel.getByRole('button', { name: `Show the numbers of: ${chart}` }).click();
  await expect(panel.getByRole('columnheader', { name: 'p ln(p/q)' })).toBeVisible();
  await expectNoViolation(page, 'the bound', '[data-testid="panel-closer"]');

  await panel.getByRole('button', { name: 'Close this look' }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByTestId('closer-menu')).toBeFocused();
});

test('the perfect denoiser answers from all pictures, names who pulls, and draws what it knows', async ({
  page,
}) => {
  await open(page, '&time=0.6&closer=denoiser');
  const panel = page.getByTestId('panel-closer');
  await expect(panel.getByTestId('denoised-optimal')).toContainText('off by');
  await expect(panel.getByTestId('denoised-patch')).toContainText('off by');
  await expect(panel.getByTestId('sharers')).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Who pulls' }).getByRole('listitem')).toHaveCount(8);
  const linear = panel.getByTestId('denoised-linear').locator('canvas');
  const before = await pixels(linear);
  await slider(page, 'Time').focus();
  await page.keyboard.press('End');
  await expect.poll(() => pixels(linear)).not.toBe(before);
  await panel.getByTestId('draw-untrained').click();
  await expect(panel.getByTestId('drawn-optimal')).toContainText('from the nearest training picture');
  await panel.getByTestId('stop-untrained').click();
  await expect(panel.getByTestId('draw-untrained')).toBeVisible();
  await expectNoViolation(page, 'the perfect denoiser', '[data-testid="panel-closer"]');
});

test('the plane: a set is trained on, its score stands beside the exact one, and points find back', async ({
  page,
}) => {
  await open(page, '&time=0.3&closer=plane');
  const panel = page.getByTestId('panel-closer');
  const field = panel.getByTestId('plane-field');
  await expect(field).toBeVisible();
  const exact = await pixels(field);
  await panel.getByRole('combobox', { name: 'Set of points' }).selectOption('two Gaussians');
  await expect.poll(() => pixels(field)).not.toBe(exact);
  await panel.getByTestId('plane-train').click();
  await expect(panel.getByTestId('plane-agreement')).toContainText('0.9');
  const back = await pixels(panel.getByTestId('plane-back'));
  await panel.getByTestId('plane-stop').click();
  await expect.poll(() => pixels(panel.getByTestId('plane-back'))).not.toBe(back);
  await panel.getByRole('button', { name: 'Show the numbers of: Loss in the plane' }).click();
  await expectNoViolation(page, 'the plane', '[data-testid="panel-closer"]');
});
