// Own images in three classes, drawn by code and taken as a visitor takes a folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { figureNames, writeFigures } from '../src/test/figures';
import { expect } from './support';

interface Figures {
  /** Of each class. */
  readonly count: number;
  readonly side: number;
}

/** Chooses the folder, and leaves the dialog open. */
export async function chooseFigures(page: Page, { count, side }: Figures): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'figures-'));
  await writeFigures(folder, count, side);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByTestId('controls').getByRole('button', { name: 'A folder …' }).click(),
  ]);
  await chooser.setFiles(folder);
  const { length } = figureNames;
  const words = `${length * count} images, ${side} × ${side} pixels, grey, ${length} classes`;
  await expect(page.getByTestId('own-words')).toHaveText(words);
  await rm(folder, { recursive: true });
}

export async function takeFigures(page: Page, figures: Figures): Promise<void> {
  await chooseFigures(page, figures);
  await page.getByTestId('own-take').click();
}
