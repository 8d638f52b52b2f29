// How a story walks a lesson: what a pupil does on its pages.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Lesson } from '../src/ui/lessons/format';
import { lessonIds } from '../src/ui/state/lessonIds';
import { slider } from './page';
import { expect } from './support';

/** The lessons of the box as their files are: Node would want its imports of JSON written in another way than Vite. */
export const lessons: readonly Lesson[] = lessonIds.map(
  (id) =>
    JSON.parse(readFileSync(new URL(`../src/ui/lessons/data/${id}.json`, import.meta.url), 'utf8')) as Lesson,
);

export const expectDone = (page: Page): Promise<void> =>
  expect(page.getByTestId('lesson')).toHaveAttribute('data-done', 'true', { timeout: 1_800_000 });

/** To the next page, once all that this one asks for is done. */
export async function goOn(page: Page): Promise<void> {
  await expectDone(page);
  await page.getByTestId('lesson-next').click();
}

/** Before it is done, nothing is ticked: the page waits for the visitor. */
export const expectOpen = (page: Page): Promise<void> =>
  expect(page.getByTestId('lesson')).toHaveAttribute('data-done', 'false');

/** @param choice from 0 */
export const predict = (page: Page, choice: number): Promise<void> =>
  page.getByTestId('prediction').getByRole('button').nth(choice).click();

export async function moveRuler(page: Page, end: 'Home' | 'End', twentieths: number): Promise<void> {
  const ruler = slider(page, 'Time');
  await ruler.press(end);
  for (let i = 0; i < twentieths; i += 1) await ruler.press(end === 'Home' ? 'PageUp' : 'PageDown');
}

/** A number into a setting's field. */
export async function type(page: Page, name: string, value: string): Promise<void> {
  const box = page.getByRole('textbox', { name: `${name}, exact value`, exact: true });
  await box.fill(value);
  await box.press('Enter');
}
