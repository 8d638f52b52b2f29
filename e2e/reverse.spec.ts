// Panel 4 with the bundled recording: it plays by itself once, is scrubbed, stepped, and looked at closely.
import { open, pixels, press } from './page';
import { expect, test } from './support';

test('the recording is scrubbed, stepped and played, and tells one sample in detail', async ({ page }) => {
  await open(page);
  await expect(page.getByTestId('reel-source')).toContainText('Recording');
  const step = page.getByTestId('reverse-step');
  const shown = async (): Promise<number> => Number(await step.getAttribute('data-step'));
  const [xt, x0] = [page.getByTestId('reverse-xt'), page.getByTestId('reverse-x0')];

  await page.getByRole('button', { name: 'Back to the noise' }).click();
  await expect(step).toHaveAttribute('data-step', '0');
  const [noise, guess] = [await pixels(xt), await pixels(x0)];
  const scrub = page.getByRole('slider', { name: 'Step of the reverse process' });
  await scrub.focus();
  await press(page, 'ArrowRight', 3);
  expect(await shown()).toBe(3);
  expect(await pixels(xt)).not.toBe(noise);
  expect(await pixels(x0)).not.toBe(guess);
  // The ruler is the same cursor.
  await expect(page.getByTestId('ruler-t')).not.toHaveText('t = 200 of 200');

  const detail = page.getByTestId('sample-detail');
  const three = async (): Promise<string[]> =>
    Promise.all((await detail.locator('canvas').all()).map((canvas) => pixels(canvas)));
  const first = await three();
  expect(new Set(first).size).toBe(3);
  await page.getByRole('button', { name: 'Choose sample 7' }).first().click();
  expect((await three()).filter((picture, i) => picture === first[i])).toEqual([]);
  await expect(page.getByTestId('coefficients').locator('.katex-html')).toBeVisible();
  const asked = page.getByTestId('asked-class');
  await expect(asked).toHaveText('Asked for: 6');
  // A class that is asked of a recording chooses its sample: the fourth is a 3.
  const classes = page.getByRole('radiogroup', { name: 'Which class to draw' });
  await classes.getByRole('radio', { name: '3', exact: true }).check();
  await expect(asked).toHaveText('Asked for: 3');
  await expect(page.getByRole('button', { name: 'Choose sample 4' }).first()).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.getByRole('button', { name: 'Choose sample 7' }).first().click();
  await expect(asked).toHaveText('Asked for: 6');
  // Other images have other classes; those of the film stay.
  await page.getByRole('combobox', { name: 'Images' }).selectOption('shapes');
  await expect(page.getByRole('button', { name: 'Image 1, triangle' })).toBeVisible();
  await expect(asked).toHaveText('Asked for: 6');

  const numbers = page.getByTestId('step-arithmetic');
  await expect(numbers).toBeHidden();
  await detail.getByRole('slider').nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(numbers.locator('.katex-html')).toBeVisible();
  const sum = await numbers.textContent();
  await press(page, 'ArrowDown', 5);
  await expect(numbers).not.toHaveText(sum ?? '');
  await expect(page.getByTestId('reverse-step')).toHaveAttribute('data-step', '3');
  await page.keyboard.press('Escape');
  await expect(numbers).toBeHidden();

  await page.getByRole('combobox', { name: 'Speed' }).selectOption('24');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'To the finished images' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Previous step' }).click();
  expect(await pixels(xt)).not.toBe(noise);
  // There is no model yet to draw them with.
  await expect(page.getByTestId('variations')).toBeDisabled();
});

test.describe('where motion is welcome', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });
  test('the recording plays by itself, once', async ({ page }) => {
    await open(page);
    await expect(page.getByTestId('play')).toHaveAccessibleName('Pause');
    await expect(page.getByRole('button', { name: 'To the finished images' })).toBeDisabled({
      timeout: 60_000,
    });
    await expect(page.getByTestId('play')).toHaveAccessibleName('Play');
  });
});
