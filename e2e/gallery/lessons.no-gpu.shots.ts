// Lessons: a prediction from its question to what happened, on a screen of a classroom, and a lesson that is refused.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { predict, type } from '../lessonWalk';
import { open } from '../page';
import { expect, test } from '../support';
import { photograph } from './looks';

test('a prediction is asked for, voted on and told, where the processor trains', async ({ page }) => {
  await open(page, '&lesson=hour.4');
  await expect(page.getByTestId('prediction')).toBeVisible();
  await photograph(page, 'prediction-open');
  for (const choice of [0, 1, 1, 2, 1]) await predict(page, choice);
  await photograph(page, 'prediction-voted');
  await page.getByRole('switch', { name: 'More settings' }).check();
  for (const [name, value] of [
    ['Batch size', '1'],
    ['Training steps', '200'],
  ] as const)
    await type(page, name, value);
  await page.getByTestId('train').click();
  await expect(page.getByTestId('prediction-told')).toBeVisible({ timeout: 600_000 });
  await photograph(page, 'prediction-told');
});

test('a lesson’s card on a laptop', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const step of [1, 2, 4, 6]) {
    await open(page, `&lesson=hour.${step}`);
    await expect(page.getByTestId('lesson')).toBeVisible();
    await page.waitForTimeout(1500);
    const folder = path.resolve(import.meta.dirname, '../../test-results/gallery/lesson-laptop');
    await page.screenshot({ path: path.join(folder, `page-${step}.png`) });
  }
});

test.describe('where a lesson is not', () => {
  test.use({ allowedProblems: [/404.*lessons\/nowhere\.json/] });

  test('a lesson is refused by name', async ({ page }) => {
    await page.route('**/lessons/nowhere.json', (route) => route.fulfill({ status: 404, body: '' }));
    await open(page, '&lesson=lessons/nowhere.json');
    await expect(page.getByTestId('lesson-refused')).toBeVisible();
    await photograph(page, 'lesson-refused');

    const lesson = await readFile(new URL('../../docs/lesson-example.json', import.meta.url), 'utf8');
    await page.getByRole('button', { name: 'End the lesson' }).click();
    await page.getByTestId('lessons').click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByTestId('lesson-open').click(),
    ]);
    const buffer = Buffer.from(lesson.replace('"set"', '"sing"'));
    await chooser.setFiles({ name: 'mine.json', mimeType: 'application/json', buffer });
    await expect(page.getByTestId('lesson-file-refused')).toBeVisible();
    await photograph(page, 'lesson-file-refused');
  });
});
