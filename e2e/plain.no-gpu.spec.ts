// The page where the browser has neither WebGPU nor WebGL, and what the processor needs does not come: everything but
// training lives.
import { expectNoViolation, screens, themes } from './axe';
import { atRest } from './page';
import { expect, test } from './support';

test.use({ allowedProblems: [/Failed to load resource.*processor-/] });

test.beforeEach(({ page }) =>
  page.route('**/assets/processor-*.js', (route) => route.fulfill({ status: 404 })),
);

test('without a GPU the curves, the strip and the recording live, and the page says why training does not', async ({
  page,
}) => {
  await page.goto('?data=strokes&T=200');
  await expect(page.getByTestId('no-gpu')).toBeVisible();
  // What is off says what it needs, to the keyboard as well.
  for (const [button, words] of [
    ['train', 'Training is off: neither the GPU nor the processor could be used.'],
    ['sample', 'Train first, or open a saved model.'],
    ['variations', 'Train first, or open a saved model.'],
  ] as const) {
    await expect(page.getByTestId(button)).toBeDisabled();
    await expect(page.getByTestId(button)).toHaveAccessibleDescription(words);
    await page.getByTestId(button).focus();
    // The one of before may still fade.
    await expect(page.getByRole('tooltip').filter({ hasText: words }).last()).toBeVisible();
    await page.getByTestId(button).press('Enter');
  }
  await expect(page.getByTestId('no-gpu')).toBeVisible();

  const strip = page.getByTestId('forward-strip').locator('canvas').nth(3);
  const before = await strip.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const curve = page.locator('[data-testid="schedule-chart"] path[data-line="signal"]');
  const path = await curve.getAttribute('d');
  // Other noise at the same place of the chain; more steps alone could leave the picture as it is.
  await page.getByRole('slider', { name: 'Cosine offset s' }).focus();
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => strip.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())).not.toBe(before);
  await expect.poll(() => curve.getAttribute('d')).not.toBe(path);

  await expect(page.getByTestId('reel-source')).toBeVisible();
  const step = page.getByTestId('reverse-step');
  const shown = await step.getAttribute('data-step');
  await page.getByRole('button', { name: 'Previous step' }).click();
  await expect(step).not.toHaveAttribute('data-step', shown ?? '');
});

for (const [screen, size] of Object.entries(screens)) {
  for (const colorScheme of themes) {
    test(`axe finds nothing without a GPU: ${screen}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await page.goto('?data=strokes&T=200');
      await expect(page.getByTestId('no-gpu')).toBeVisible();
      await atRest(page.getByTestId('panel-reverse'));
      await expectNoViolation(page, 'no GPU');
    });
  }
}
