// The closer looks, one after the other on one page: each opens from the menu, obeys the ruler, and has numbers behind its
// pictures.
import type { Page } from '@playwright/test';
import { expectNoViolation } from './axe';
import { open, pixels, placeIn, press, slider } from './page';
import { expect, test } from './support';

/** Opens a look from the menu, and looks at it with axe's eyes when `explore` is done with it. */
async function look(page: Page, name: string, explore: () => Promise<void>): Promise<void> {
  await page.getByTestId('closer-menu').click();
  await page.getByTestId(`closer-${name}`).click();
  await expect(page).toHaveURL(new RegExp(`closer=${name}`));
  await expect(page.getByTestId('panel-closer')).toBeFocused();
  await explore();
  await expectNoViolation(page, name, '[data-testid="panel-closer"]');
}

test('the bound, the perfect denoiser, the plane and the map, at the ruler', async ({ page }) => {
  await open(page, '&time=0.5');
  const panel = page.getByTestId('panel-closer');

  await look(page, 'bound', async () => {
    // KL(N(0, 1) ‖ N(1.2, 0.5)) = ½ (ln 0.5 − 1 + 2 + 1.44/0.5) = 1.59343, in closed form and as an integral.
    const kl = panel.getByTestId('kl');
    await expect(kl.getByText('1.59343 nats')).toHaveCount(2);
    await slider(page, 'mean of q').press('Home');
    await expect(kl).not.toContainText('1.59343 nats');
    await expect(panel.getByTestId('no-model')).toBeVisible();
    await slider(page, 'Time').press('ArrowRight');
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
    await panel.getByRole('button', { name: 'Show the numbers of: Two normal densities' }).click();
    await expect(panel.getByRole('columnheader', { name: 'p ln(p/q)' })).toBeVisible();
  });

  await look(page, 'denoiser', async () => {
    await expect(panel.getByTestId('denoised-optimal')).toContainText('off by');
    await expect(panel.getByTestId('denoised-patch')).toContainText('off by');
    const pulls = panel.getByRole('region', { name: 'Who pulls' }).getByRole('listitem');
    await expect(pulls).toHaveCount(8);
    const linear = panel.getByTestId('denoised-linear').locator('canvas');
    const before = await pixels(linear);
    await slider(page, 'Time').press('End');
    await expect.poll(() => pixels(linear)).not.toBe(before);
    await panel.getByTestId('draw-untrained').click();
    await expect(panel.getByTestId('drawn-optimal')).toContainText('from the nearest training picture');
    await panel.getByTestId('stop-untrained').click();
    await expect(panel.getByTestId('draw-untrained')).toBeVisible();
  });

  await look(page, 'plane', async () => {
    await slider(page, 'Time').press('Home');
    await press(page, 'PageUp', 4);
    const field = panel.getByTestId('plane-field');
    await expect(field).toBeVisible();
    const exact = await pixels(field);
    await panel.getByRole('combobox', { name: 'Set of points' }).selectOption('two Gaussians');
    await expect.poll(() => pixels(field)).not.toBe(exact);
    await panel.getByTestId('plane-train').click();
    await expect(panel.getByTestId('plane-agreement')).toContainText('0.9');
    await panel.getByText('velocity', { exact: true }).click();
    await panel
      .getByRole('button', { name: 'Show the numbers of: Arrows of the exact and the learned velocity' })
      .click();
    await expect(panel.getByRole('columnheader', { name: 'x, learned' })).toBeVisible();
    await panel.getByRole('button', { name: 'Show the curve of: Arrows' }).click();
    const back = panel.getByTestId('plane-back');
    const before = await pixels(back);
    await panel.getByTestId('plane-stop').click();
    await expect.poll(() => pixels(back)).not.toBe(before);
    await expect(panel.getByTestId('plane-loss')).toBeVisible();
  });

  await look(page, 'bits', async () => {
    await expect(panel.getByTestId('bits-no-model')).toBeVisible();
    const early = panel.getByTestId('weights-facts');
    await expect(early).toContainText('first tenth of the steps10%');
    await slider(page, 'from L_simple to the bound').press('End');
    await expect(early).not.toContainText('steps10%');
    await panel.getByRole('button', { name: 'Show the numbers of: Weights' }).click();
    await expect(panel.getByRole('columnheader', { name: 'L_simple' })).toBeVisible();
  });

  await look(page, 'map', async () => {
    await expect(panel.getByTestId('map-recorded')).toBeVisible();
    await slider(page, 'Time').press('End');
    const map = panel.getByTestId('map');
    await expect(map).toBeVisible();
    const path = panel.getByTestId('path');
    await expect(path).toContainText('Path 1, class 0, t = 1000');
    const [atNoise, guess] = [await pixels(map), await pixels(panel.getByTestId('path-guess'))];
    await slider(page, 'Time').press('Home');
    await expect(path).toContainText('t = 0');
    expect(await pixels(map)).not.toBe(atNoise);
    expect(await pixels(panel.getByTestId('path-guess'))).not.toBe(guess);
    await panel.getByRole('slider', { name: 'Choose a path' }).press('ArrowRight');
    await expect(path).toContainText('Path 2, class 1');
    await panel.getByRole('button', { name: '5', exact: true }).click();
    await expect(path).toContainText('Path 6, class 5');
    const { x, y } = await placeIn(map, 0.2, 0.2);
    await page.mouse.move(x, y);
    await expect(path).toContainText(/Path (6|16), class 5/);
    await panel.getByRole('button', { name: 'Show the numbers of: 16 reverse paths' }).click();
    await expect(panel.getByRole('columnheader', { name: 'axis 1, t = 0' }).first()).toBeVisible();
    await panel.getByRole('button', { name: 'Show the curve of: 16 reverse paths' }).click();
  });

  await look(page, 'inside', async () => {
    await expect(panel.getByTestId('inside-no-model')).toBeVisible();
  });

  await panel.getByRole('button', { name: 'Close this look' }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByTestId('closer-menu')).toBeFocused();
});
