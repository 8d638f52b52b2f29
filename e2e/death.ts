// A page that dies in training, and the next visit.
import type { BrowserContext, Page } from '@playwright/test';
import { exportedLosses } from './modelTraining';
import { expect } from './support';

/** Kills the process of the page and of its worker, as the system does with a tab that takes too much. */
export async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

/** A small training; with a constant learning rate the losses do not depend on how many steps there are to be. */
export async function arrive(page: Page, steps: number): Promise<void> {
  await page.goto(
    `?data=strokes&T=50&batch=2&model=playground&opt=adam&lrs=constant&width=8&steps=${steps}&n=2&count=1&seed=4`,
  );
  await expect(page.getByTestId('status-gpu')).toContainText(/WebG(PU|L)/i, { timeout: 120_000 });
}

export async function visit(context: BrowserContext, steps: number): Promise<Page> {
  const page = await context.newPage();
  await arrive(page, steps);
  return page;
}

export const finished = (page: Page, steps: number): Promise<void> =>
  expect(page.getByTestId('training-step')).toHaveText(`${steps.toLocaleString('en')} steps trained`, {
    timeout: 1_800_000,
  });

/** The loss of each step, or of each pair of them where the run is long. */
export const lossesOf = async (page: Page): Promise<number[]> =>
  [...(await exportedLosses(page)).values()].flat();
