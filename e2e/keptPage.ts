// What the stories of kept runs do on the page.
import type { Page } from '@playwright/test';
import { stepOf } from './page';
import { expect } from './support';

/** A training that is not at its end before the story is. */
export const address = '?data=strokes&T=50&batch=2&model=playground&opt=adam&width=8&steps=4000&n=2&count=1';

export const ready = (page: Page): Promise<void> =>
  expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });

export async function pauseAfter(page: Page, steps: number): Promise<number> {
  await expect.poll(() => stepOf(page), { timeout: 600_000 }).toBeGreaterThan(steps);
  await page.getByRole('button', { name: 'Pause', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 60_000 });
  return stepOf(page);
}
