// The page as one file: opened from the disk, with everything but training.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSingleFile } from '../scripts/singleFile';
import { pixels } from './page';
import { expect, test } from './support';

test('one file opens from the disk: curves, strip, film and a lesson, and says that nothing is trained', async ({
  page,
}) => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'single-')), 'Diffusion Lab.html');
  await buildSingleFile(file);
  await page.goto(pathToFileURL(file).href);
  await expect(page.getByTestId('schedule-chart').locator('path[data-line]').first()).toBeVisible();
  await expect(page.getByTestId('reel-source')).toBeVisible();
  const picture = page.getByTestId('ruler-picture');
  const before = await pixels(picture);
  await page.getByRole('slider', { name: 'Time', exact: true }).press('End');
  await expect.poll(() => pixels(picture)).not.toBe(before);
  await expect(page.getByTestId('panel-training')).toContainText('this one is a single file');
  await expect(page.getByTestId('formula').locator('.katex').first()).toBeVisible();
  await page.getByTestId('lessons').click();
  await page.getByTestId('lesson-hour-recorded').click();
  await expect(page.getByTestId('lesson')).toContainText('a way to destroy images');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Русский' }).click();
  await expect(page.getByRole('button', { name: 'Уроки' })).toBeVisible();
});
