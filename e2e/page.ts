// What the stories do on the page again and again.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect } from './support';

/** Opens the page on what needs no download: the strokes, over 200 time steps. */
export async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`?data=strokes&T=200${query}`);
  await expect(page.getByTestId('forward-strip')).toBeVisible();
  await expect(page.getByTestId('reel-source')).toBeVisible();
}

/** What a canvas shows, as text that changes with it. */
export const pixels = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());

/** The step that the page tells; 0 before the first: compiling may take longer than a look at an element may wait. */
export const stepOf = (page: Page): Promise<number> =>
  page.getByTestId('training-step').evaluateAll(([shown]) => Number(shown?.getAttribute('data-step') ?? 0));

/** A setting's slider: its thumb. */
export const slider = (page: Page, name: string): Locator => page.getByRole('slider', { name, exact: true });

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Waits until an element stays where it is: what is loaded late (formulas, a preset's images) moves what lies below. */
export async function atRest(element: Locator): Promise<void> {
  let before = '';
  const isStill = async (): Promise<boolean> => {
    const [last, now] = [before, JSON.stringify(await element.boundingBox())];
    before = now;
    return now === last;
  };
  await expect.poll(isStill, { intervals: [600] }).toBe(true);
}

/** A place inside an element, by default its middle. @param across, down 0…1 */
export async function placeIn(element: Locator, across = 0.5, down = 0.5): Promise<Place> {
  await element.evaluate((there) => there.scrollIntoView({ block: 'nearest' }));
  const box = await element.boundingBox();
  if (!box) throw new Error(`${element.toString()} has no box.`);
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

/** Presses the mouse at one place and lets go at another. */
export async function drag(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

export async function press(page: Page, key: string, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) await page.keyboard.press(key);
}

/** Exports one kind of file through the menu and reads it back. */
export async function exported(page: Page, kind: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId(`export-${kind}`).click(),
  ]);
  return readFile(await download.path());
}

/** Opens files of the data folder as if they lay on the visitor's disk, there under another name. */
export async function openFiles(
  page: Page,
  names: readonly (readonly [file: string, name: string])[],
): Promise<void> {
  const files = await Promise.all(
    names.map(async ([file, name]) => {
      const response = await page.request.get(`data/${file}`);
      return { name, mimeType: 'application/gzip', buffer: await response.body() };
    }),
  );
  await chooseFiles(page, files);
}

/** Chooses files after _Open files …_. */
export async function chooseFiles(
  page: Page,
  files: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[],
): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: 'Open files …' }).click(),
  ]);
  await chooser.setFiles([...files]);
}
