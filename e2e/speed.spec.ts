// How quick the page is: figures that are printed, never asserted, for machines differ.
import type { Page } from '@playwright/test';
import { open, placeIn, slider } from './page';
import { recordMainThread } from './mainThread';
import { expect, test } from './support';

/** Drags a slider's thumb one move of the mouse a frame, and prints what a move costs. */
async function drag(page: Page, name: string): Promise<void> {
  const moves = 60;
  const from = await placeIn(slider(page, name));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const stopTrace = await recordMainThread(page);
  for (let i = 1; i <= moves; i += 1) {
    await page.mouse.move(from.x + i, from.y);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const { longestMs, totalMs } = await stopTrace();
  await page.mouse.up();
  console.log(
    `dragging ${name}: ${(totalMs / moves).toFixed(1)} ms of the main thread's CPU time a move, ` +
      `longest task ${longestMs.toFixed(1)} ms`,
  );
}

test('prints the largest contentful paint and the cost of dragging a schedule slider', async ({ page }) => {
  await open(page, '&schedule=linear');
  const paint = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe(
          {
            type: 'largest-contentful-paint',
            buffered: true,
          },
        );
      }),
  );
  console.log(`largest contentful paint: ${paint.toFixed(0)} ms`);
  // Over 8 frames of 28×28.
  await drag(page, 'β end');
});

test('prints the cost of dragging a mean of the two Gaussians', async ({ page }) => {
  await open(page, '&closer=bound');
  await expect(page.getByTestId('two-gaussians')).toBeVisible();
  await drag(page, 'mean of p');
});

test('prints how long the map of 64 × 30 steps takes after sampling', async ({ page }) => {
  // What the map takes is that of any model, and a small one soon samples.
  await open(page, '&model=playground&width=8&batch=2&steps=8&warm=2&n=30');
  await page.getByTestId('train').click();
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '8', { timeout: 120_000 });
  await page.getByTestId('closer-menu').click();
  await page.getByTestId('closer-map').click();
  const draw = page.getByTestId('map-draw');
  await draw.click();
  await expect(draw).toBeHidden();
  await expect(draw).toBeVisible({ timeout: 200_000 });
  const sampled = Date.now();
  await expect(page.getByTestId('map-facts')).toBeVisible();
  console.log(`map of 64 × 30 steps: ${((Date.now() - sampled) / 1000).toFixed(1)} s after sampling`);
});
