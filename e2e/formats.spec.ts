// Own images in every form that people's files have: EXIF orientations, CMYK, 16 bits, palettes, transparency, the first
// frame of films. The page shows of them what Pillow sees in them.
import type { Locator } from '@playwright/test';
import golden from '../src/datasets/own/golden/pictures.json' with { type: 'json' };
import { expect, test } from './support';

const { pictures } = golden;
const across = 8;
const gap = 2;

/** Red, green and blue in the middle of the quarters of each picture of a grid. */
const quartersOf = (grid: Locator, count: number): Promise<number[][][]> =>
  grid.evaluate(
    (element: HTMLCanvasElement, layout) => {
      const context = element.getContext('2d');
      const step = (element.width + layout.gap) / layout.across;
      return Array.from({ length: layout.count }, (_, i) =>
        [4, 12].flatMap((y) =>
          [4, 12].map((x) => {
            const left = (i % layout.across) * step + x;
            const top = Math.floor(i / layout.across) * step + y;
            return [...(context?.getImageData(left, top, 1, 1).data ?? [])].slice(0, 3);
          }),
        ),
      );
    },
    { across, gap, count },
  );

test('own images of every form show what is in them', async ({ page }) => {
  await page.goto('?data=own&T=200');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByTestId('controls').getByRole('button', { name: 'Choose images …' }).click(),
  ]);
  await chooser.setFiles(
    pictures.map(({ name, base64 }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(base64, 'base64'),
    })),
  );
  const dialog = page.getByTestId('own-dialog');
  await expect(page.getByTestId('own-words')).toContainText('16 × 16 pixels, in colour');
  // Not every browser knows AVIF; one that does not says so.
  const refused = dialog.getByTestId('own-refused');
  const knowsAvif = (await refused.count()) === 0;
  if (!knowsAvif) await expect(refused).toContainText('The browser cannot show it (1): photo.avif');
  const shown = pictures
    .filter(({ name }) => knowsAvif || name !== 'photo.avif')
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  await expect(page.getByTestId('own-words')).toContainText(`${shown.length} images`);
  const found = await quartersOf(dialog.getByTestId('own-class').locator('canvas'), shown.length);
  const wrong = shown.filter(({ quarters }, i) =>
    quarters.some((rgb, q) => rgb.some((value, c) => !(Math.abs(value - (found[i]?.[q]?.[c] ?? NaN)) <= 4))),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});
