// How quick the page is: figures that are printed, never asserted, for machines differ.
import { open, placeIn, slider } from './page';
import { recordMainThread, test } from './support';

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

  // β end over 8 frames of 28×28, one move of the mouse a frame.
  const moves = 60;
  const from = await placeIn(slider(page, 'β end'));
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
    `dragging β end: ${(totalMs / moves).toFixed(1)} ms of the main thread's CPU time a move, ` +
      `longest task ${longestMs.toFixed(1)} ms`,
  );
});
