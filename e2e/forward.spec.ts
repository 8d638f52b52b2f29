// Panel 2: whose picture is noised, the rows, the formula, the histogram, the tutorials' other process.
import type { Page } from '@playwright/test';
import { drag, open, pixels, placeIn, slider } from './page';
import { expect, test } from './support';

const station = (page: Page, row: string, index: number) =>
  page.getByTestId(row).locator('canvas').nth(index);

test('a picture is picked, drawn and dropped, and each is noised', async ({ page }) => {
  await open(page);
  const [clean, noised] = [station(page, 'forward-strip', 0), station(page, 'forward-strip', 3)];
  const seen = new Set([(await pixels(clean)) + (await pixels(noised))]);
  const expectOther = async (): Promise<void> => {
    const shown = [...seen];
    await expect.poll(async () => shown.includes((await pixels(clean)) + (await pixels(noised)))).toBe(false);
    seen.add((await pixels(clean)) + (await pixels(noised)));
  };
  await page.getByRole('group', { name: 'Choose an image' }).getByRole('button').nth(4).click();
  await expectOther();

  await page.getByRole('button', { name: 'Draw your own' }).click();
  const pad = page.getByTestId('drawing-pad');
  await drag(page, await placeIn(pad, 0.3, 0.2), await placeIn(pad, 0.6, 0.8));
  await page.keyboard.press('Escape');
  await expectOther();
  await slider(page, 'Time').focus();
  await page.keyboard.press('End');
  expect(await pixels(page.getByTestId('ruler-picture'))).not.toBe(await pixels(clean));

  const dropped = await page.evaluateHandle(async () => {
    const canvas = new OffscreenCanvas(56, 56);
    const context = canvas.getContext('2d');
    context?.fillRect(0, 0, 56, 56);
    if (context) context.fillStyle = '#fff';
    context?.fillRect(0, 0, 28, 56);
    const transfer = new DataTransfer();
    transfer.items.add(new File([await canvas.convertToBlob()], 'half.png', { type: 'image/png' }));
    return transfer;
  });
  await page.getByTestId('panel-forward').dispatchEvent('drop', { dataTransfer: dropped });
  await expectOther();
  const [left, right] = await clean.evaluate((canvas: HTMLCanvasElement) =>
    [5, 22].map((x) => canvas.getContext('2d')?.getImageData(x, 14, 1, 1).data[0]),
  );
  expect([left, right]).toEqual([255, 0]);
});

test('a quick stroke on the drawing pad is unbroken', async ({ page }) => {
  // In units of its own on some screens, or not told at all.
  await page.addInitScript(() => {
    for (const name of ['movementX', 'movementY']) {
      Object.defineProperty(MouseEvent.prototype, name, { get: () => 0 });
    }
  });
  await open(page);
  await page.getByRole('button', { name: 'Draw your own' }).click();
  const pad = page.getByTestId('drawing-pad');
  const [from, to] = [await placeIn(pad, 0.2, 0.5), await placeIn(pad, 0.8, 0.5)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
  await page.mouse.move(to.x, to.y - 80);
  const inked = await pad.evaluate((canvas: HTMLCanvasElement) => {
    const at = (across: number, down: number) =>
      canvas.getContext('2d')?.getImageData(canvas.width * across, canvas.height * down, 1, 1).data[0];
    return { along: [0.25, 0.4, 0.5, 0.6, 0.75].map((x) => at(x, 0.5)), after: at(0.8, 0.3) };
  });
  expect(inked).toEqual({ along: [255, 255, 255, 255, 255], after: 0 });
});

test('chain and jump differ with fresh noise and are one picture with the same', async ({ page }) => {
  await open(page);
  await expect(page.getByTestId('chain-strip').locator('canvas')).toHaveCount(8);
  const same = async (): Promise<boolean> =>
    (await pixels(station(page, 'chain-strip', 4))) === (await pixels(station(page, 'forward-strip', 4)));
  expect(await same()).toBe(false);
  await page.getByText("the chain's noise", { exact: true }).click();
  await expect.poll(same).toBe(true);
  await page.getByRole('switch', { name: /Also without clipping/ }).check();
  expect(await pixels(station(page, 'unclipped-strip', 4))).not.toBe(
    await pixels(station(page, 'forward-strip', 4)),
  );

  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('linear');
  await page.getByTestId('forward-strip').getByRole('button').nth(3).hover();
  // t = 86 of 200 steps from 1e-4 to 0.02: ᾱ = 0.687.
  await expect(page.getByTestId('formula').locator('.katex-html')).toContainText('86');
  await expect(page.getByTestId('formula')).toContainText('0.829');
});

test('the histogram stands against N(0, 1), as a table too', async ({ page }) => {
  await open(page);
  await page.getByRole('switch', { name: /Pixel values/ }).check();
  const chart = page.getByTestId('histogram');
  await expect(chart.locator('path[data-line]')).toHaveCount(2);
  await chart.getByRole('button', { name: /Show the numbers/ }).click();
  await expect(chart.getByRole('columnheader')).toHaveText(['value', 'pixels', 'N(0, 1)']);
});

test("the tutorials' blend is another process, without a chain", async ({ page }) => {
  await open(page);
  await expect(page.getByTestId('chain-strip')).toBeVisible();
  const before = await pixels(station(page, 'forward-strip', 3));
  await page.getByRole('switch', { name: 'More settings' }).check();
  await page.getByRole('combobox', { name: 'Process' }).selectOption('corrupt');
  await expect(page.getByTestId('chain-strip')).toBeHidden();
  expect(await pixels(station(page, 'forward-strip', 3))).not.toBe(before);
  await expect(page.getByTestId('panel-schedule')).toContainText('blends with uniform noise');
});

test('a pixel of a strip is put into numbers, by pointer and by keyboard', async ({ page }) => {
  await open(page);
  const said = page.getByTestId('formula').getByRole('status');
  /** What is said of a pixel: where it is, and its numbers. */
  const read = async () => {
    const text = (await said.textContent()) ?? '';
    const [place, sum = ''] = text.split(': ');
    const numbers = [...sum.replaceAll('−', '-').matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) =>
      Number(number),
    );
    return { place, numbers };
  };
  for (const row of ['chain-strip', 'forward-strip']) {
    const { x, y } = await placeIn(station(page, row, 3), 0.51, 0.26);
    await page.mouse.move(x, y);
    await expect(said).toContainText('Row 8, column 15: x = ');
    const [signal = 0, x0 = 0, noise = 0, eps = 0, xt = 9] = (await read()).numbers;
    // Three digits each.
    expect(Math.abs(signal * x0 + noise * eps - xt)).toBeLessThan(0.02);
    expect(noise * eps).not.toBe(0);
  }
  await page.mouse.move(5, 5);
  await expect(said).toHaveText('');

  const fourth = page.getByTestId('forward-strip').getByRole('button').nth(3);
  await fourth.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(said).toContainText('Row 16, column 15');
  const before = (await read()).numbers;
  await page.keyboard.press('Tab');
  await expect.poll(async () => (await read()).numbers).not.toEqual(before);
  await page.keyboard.press('Escape');
  await expect(said).toHaveText('');
});
