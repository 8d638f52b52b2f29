// How the story of a trained model reads and works the page.
import type { Locator, Page } from '@playwright/test';
import { distance, picturesOf, type Greys } from './pictures';
import { expect } from './support';

export const panel = (page: Page, name: string): Locator => page.getByTestId(`panel-${name}`);

/** Sets a number in its field. */
export async function set(page: Page, name: string, value: number): Promise<void> {
  const field = page.getByRole('textbox', { name: `${name}, exact value`, exact: true });
  await field.fill(String(value));
  await field.press('Enter');
}

/** Waits for the end of what runs: the button that begins it is back. */
export const drawn = (page: Page): Promise<void> =>
  expect(page.getByTestId('sample')).toBeEnabled({ timeout: 120_000 });

/** Draws samples and waits for the last frame. */
export async function draw(page: Page): Promise<void> {
  await page.getByTestId('sample').click();
  await drawn(page);
}

/** The samples of a film at one end of it. */
export async function samplesAt(
  page: Page,
  grid: string,
  end: 'Back to the noise' | 'To the finished images',
) {
  const button = page.getByRole('button', { name: end });
  if (await button.isEnabled()) await button.click();
  return picturesOf(page.getByTestId(grid), 2);
}

/** A table behind a chart: its columns by their names. */
export async function columnsOf(chart: Locator): Promise<Map<string, number[]>> {
  const names = await chart.getByRole('columnheader').allTextContents();
  const rows = await chart
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => Number(cell.textContent))));
  return new Map(names.map((name, i) => [name, rows.map((row) => row[i] ?? Number.NaN)]));
}

export const lastOf = (columns: Map<string, number[]>, name: string): number =>
  columns.get(name)?.at(-1) ?? Number.NaN;

/** Every picture differs from every other one. */
export const allDiffer = (pictures: readonly Greys[]): boolean =>
  pictures.every((a, i) => pictures.every((b, j) => i === j || distance(a, b) > 0));
