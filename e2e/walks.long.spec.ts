// The lessons that train, walked from the first page to the last as a pupil does, with small settings: what is learned
// is not looked at here.
import type { Page } from '@playwright/test';
import { expectOpen, goOn, lessons, moveRuler, predict, type } from './lessonWalk';
import { open } from './page';
import { expect, test } from './support';

async function begin(page: Page, id: string): Promise<void> {
  await open(page, `&lesson=${id}`);
  await page.getByRole('switch', { name: 'More settings' }).check();
}

/** Up to where the page is done, and no further: drawing waits for a training that runs. */
async function train(page: Page): Promise<void> {
  await expectOpen(page);
  await page.getByTestId('train').click();
  await goOn(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 600_000 });
}

async function draw(page: Page, steps?: string): Promise<void> {
  await expectOpen(page);
  if (steps) await type(page, 'Sampling steps', steps);
  await page.getByTestId('sample').click();
}

/** The last page's task is done: the lesson gives its code and ends. */
async function finish(page: Page, id: string): Promise<void> {
  const last = lessons.find((lesson) => lesson.id === id)?.pages.length ?? 0;
  expect(page.url()).toContain(`lesson=${id}.${last}`);
  await expect(page.getByTestId('lesson')).toHaveAttribute('data-done', 'true', { timeout: 600_000 });
  await expect(page.getByTestId('proof-code')).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await page.getByTestId('lesson-next').click();
  await expect(page.getByTestId('lesson')).toBeHidden();
}

test('guidance: trained with hidden labels, drawn with 1, 1.5 and 5, and without a class', async ({
  page,
}) => {
  await begin(page, 'guidance');
  await type(page, 'Batch size', '2');
  await train(page);
  await draw(page, '4');
  await goOn(page);
  for (const [choice, scale] of [
    [1, '1.5'],
    [2, '5'],
  ] as const) {
    await predict(page, choice);
    await type(page, 'Guidance', scale);
    await draw(page);
    await goOn(page);
  }
  await page.getByRole('radio', { name: 'no class' }).check();
  await draw(page);
  await finish(page, 'guidance');
});

test('a diffusion model from scratch: trained, read off at two noise levels, drawn in 5 and in 40 steps', async ({
  page,
}) => {
  await begin(page, 't2');
  await expectOpen(page);
  await moveRuler(page, 'Home', 0);
  await moveRuler(page, 'End', 0);
  await goOn(page);
  await type(page, 'Batch size', '2');
  await train(page);
  await expectOpen(page);
  await moveRuler(page, 'Home', 16);
  await goOn(page);
  await draw(page);
  await goOn(page);
  await draw(page);
  await finish(page, 't2');
});

test('from half-noised images: ten variations from the middle and ten near the data', async ({ page }) => {
  await begin(page, 't4');
  await expectOpen(page);
  await moveRuler(page, 'Home', 10);
  await goOn(page);
  await expectOpen(page);
  await moveRuler(page, 'End', 0);
  await goOn(page);
  await type(page, 'Batch size', '2');
  await type(page, 'Width', '4');
  await train(page);
  for (const end of [goOn, (of: Page) => finish(of, 't4')]) {
    await expectOpen(page);
    await page.getByRole('button', { name: /^10 variations/ }).click();
    await end(page);
  }
});
