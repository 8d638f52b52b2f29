// A set of one's own, drawn by hand: kept by class, taken back, saved as a zip, which the page and the command line open.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { openOwnImages } from '../src/cli/ownImages';
import { usualChoice } from '../src/datasets/own/make';
import { expectNoViolation } from './axe';
import { drag, open, placeIn } from './page';
import { expect, test } from './support';

/** One line down the pad. @param across 0…1, where */
async function drawLine(page: Page, across: number): Promise<void> {
  const pad = page.getByTestId('drawings').getByTestId('drawing-pad');
  await drag(page, await placeIn(pad, across, 0.2), await placeIn(pad, across, 0.8));
}

/** Columns with ink in them, of a 28×28 picture. */
const inked = (image: Uint8Array): number[] =>
  [...Array(28).keys()].filter((x) =>
    Array.from({ length: 28 }, (_, y) => image[28 * y + x] ?? 0).some((v) => v > 99),
  );

test('drawings are kept by class, saved, opened again, and looked at as images to train on', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('button', { name: 'Draw your own' }).click();
  await page.getByRole('button', { name: 'Collect drawings to train on …' }).click();
  const dialog = page.getByTestId('drawings');
  const [keep, name] = [
    dialog.getByRole('button', { name: 'Keep, and draw the next' }),
    dialog.getByRole('textbox', { name: 'What it is (its class)' }),
  ];
  const classes = dialog.getByTestId('drawn-class');
  const [count, train] = [
    dialog.getByTestId('drawn-count'),
    dialog.getByRole('button', { name: 'Train on these …' }),
  ];
  await expect(count).toContainText('16 drawings or more can be trained on.');
  await drawLine(page, 0.25);
  await expect(keep).toBeDisabled();
  await name.fill('left/..');
  await keep.click();
  await expect(classes).toHaveText(['left1']);
  await expect(keep).toBeDisabled();

  await drawLine(page, 0.75);
  await name.fill('right');
  await name.press('Enter');
  await expect(classes).toHaveText(['left1', 'right1']);
  await dialog.getByRole('button', { name: 'Take back the last' }).click();
  await expect(classes).toHaveText(['left1']);
  for (let i = 1; i < 16; i++) {
    if (i === 8) await name.fill('right');
    else if (i === 1) await classes.first().getByRole('button').click();
    await drawLine(page, i < 8 ? 0.25 : 0.75);
    if (i === 15) {
      await expect(count).toHaveText('Images found: 15; at least 16 are needed.');
      await expect(train).toBeDisabled();
      await expectNoViolation(page, 'drawings', '[role=dialog]');
    }
    await keep.click();
  }
  await expect(classes).toHaveText(['left8', 'right8']);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as a zip' }).click(),
  ]);
  const zip = await readFile(await file.path());
  await test.step('the command line trains on the file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'drawings-'));
    const at = path.join(folder, 'drawings.zip');
    await writeFile(at, zip);
    const set = await openOwnImages(at, usualChoice);
    expect(set).toMatchObject({
      count: 16,
      height: 28,
      width: 28,
      channels: 1,
      classNames: ['left', 'right'],
    });
    for (let i = 0; i < 16; i++) {
      const columns = inked(set.images.subarray(784 * i, 784 * (i + 1)));
      // A line of 2.2 pixels at a quarter or three quarters of 28.
      expect(columns).toEqual(set.labels[i] === 0 ? [6, 7] : [20, 21]);
    }
    await rm(folder, { recursive: true });
  });

  await train.click();
  await expect(page.getByTestId('own-words')).toHaveText('16 images, 28 × 28 pixels, grey, 2 classes');
  await page.getByTestId('own-take').click();
  await expect(
    page.getByRole('radiogroup', { name: 'Which class to draw' }).getByRole('radio', { name: 'left' }),
  ).toBeVisible();

  // Another visit goes on where the file ends.
  await page.goto('?data=own&T=200');
  await page.getByTestId('controls').getByRole('button', { name: 'Draw them …' }).click();
  const add = async (buffer: Buffer): Promise<void> => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      dialog.getByRole('button', { name: 'Open a zip …' }).click(),
    ]);
    await chooser.setFiles({ name: 'drawings.zip', mimeType: 'application/zip', buffer });
  };
  await add(zip.subarray(0, 200));
  await expect(dialog.getByRole('alert')).toContainText('The file drawings.zip is damaged');
  await add(zip);
  await expect(classes).toHaveText(['left8', 'right8']);
  await expect(count).toHaveText('16 images');
  await expect(dialog.getByRole('alert')).toBeHidden();
});
