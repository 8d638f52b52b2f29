// The page without a mouse, from the skip link to the projector.
import { open, slider } from './page';
import { expect, test } from './support';

test('everything is reached and done by keyboard', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the panels' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  for (const [key, panel] of [
    ['1', 'schedule'],
    ['2', 'forward'],
    ['3', 'training'],
    ['4', 'reverse'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByTestId(`panel-${panel}`)).toBeFocused();
  }

  // Slow enough to be paused in the middle of the film.
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('2');
  await page.getByTestId('panel-reverse').focus();
  const step = page.getByTestId('reverse-step');
  const shown = async (): Promise<number> => Number(await step.getAttribute('data-step'));
  const before = await shown();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  expect(await shown()).toBe(before - 1);
  await page.keyboard.press('Space');
  await expect(page.getByTestId('play')).toHaveAccessibleName('Pause');
  await expect.poll(shown).toBeGreaterThan(before);
  await page.keyboard.press('Space');
  await expect(page.getByTestId('play')).toHaveAccessibleName('Play');

  await page.keyboard.press('p');
  await expect(page.getByTestId('controls')).toBeHidden();
  await page.keyboard.press('p');
  await expect(page.getByTestId('controls')).toBeVisible();
  // On a Russian layout the key of P types this letter.
  const russianP = { key: 'з', code: 'KeyP', bubbles: true };
  await page.dispatchEvent('main', 'keydown', russianP);
  await expect(page.getByTestId('controls')).toBeHidden();
  await page.dispatchEvent('main', 'keydown', russianP);
  await expect(page.getByTestId('controls')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByTestId('shortcuts')).toBeVisible();
  const beforeDialog = await shown();
  await page.keyboard.press('ArrowLeft');
  expect(await shown()).toBe(beforeDialog);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('shortcuts')).toBeHidden();

  // What the arrows scroll keeps them.
  await page.getByTestId('coefficients').focus();
  await expect(page.getByTestId('coefficients')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  expect(await shown()).toBe(beforeDialog);
});

test('shortcuts work from a switch, a radio button and a slider, but not while text is typed', async ({
  page,
}) => {
  await open(page);
  const settings = page.getByTestId('controls');
  const step = page.getByTestId('reverse-step');
  for (const control of [
    page.getByRole('switch', { name: /Pixel values/ }),
    page.getByRole('radio', { name: 'ᾱ', exact: true }),
    slider(page, 'Steps T'),
  ]) {
    await control.focus();
    await page.keyboard.press('p');
    await expect(settings).toBeHidden();
    await page.keyboard.press('p');
    await expect(settings).toBeVisible();
    await page.keyboard.press('3');
    await expect(page.getByTestId('panel-training')).toBeFocused();
  }
  // A switch and a button know the space bar, but no arrows.
  await page.getByRole('switch', { name: /Pixel values/ }).focus();
  const before = Number(await step.getAttribute('data-step'));
  await page.keyboard.press('ArrowLeft');
  await expect(step).toHaveAttribute('data-step', String(before - 1));
  await page.keyboard.press('Space');
  await expect(page.getByRole('switch', { name: /Pixel values/ })).toBeChecked();
  await expect(page.getByTestId('play')).toHaveAccessibleName('Play');

  for (const control of [
    page.getByRole('textbox', { name: 'Steps T' }),
    page.getByRole('combobox', { name: 'Schedule' }),
  ]) {
    await control.focus();
    await page.keyboard.press('p');
    await expect(settings).toBeVisible();
    await page.keyboard.press('ArrowLeft');
    await expect(step).toHaveAttribute('data-step', String(before - 1));
  }
});

test('menus, dialogs, sliders and pictures answer to keys', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Preset' }).focus();
  await page.keyboard.press('Enter');
  const textbook = page.getByTestId('preset-textbook');
  await expect(textbook).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(textbook).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Schedule' })).toHaveValue('linear');

  await slider(page, 'β end').focus();
  const betaEnd = await slider(page, 'β end').getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  await expect(slider(page, 'β end')).not.toHaveAttribute('aria-valuetext', betaEnd ?? '');

  // One place of a logarithmic slider is less than its two digits tell apart.
  await slider(page, 'β start').focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider(page, 'β start')).toHaveAttribute('aria-valuetext', '0.00011');

  const choices = page.getByRole('group', { name: 'Choose an image' }).locator('[aria-pressed]');
  await choices.nth(3).focus();
  await page.keyboard.press('Enter');
  await expect(choices.nth(3)).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: 'Share' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  for (let i = 0; i < 8; i += 1) {
    await page.keyboard.press('Tab');
    await expect(dialog.locator(':focus')).toHaveCount(1);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Share' })).toBeFocused();
});
