// The lesson hour with its training, from its first page to a code that the teacher's page accepts; and every page of
// every lesson in every language.
import type { Page } from '@playwright/test';
import { expectNoViolation } from './axe';
import { goOn, lessons, moveRuler, predict, type } from './lessonWalk';
import { open } from './page';
import { expect, test } from './support';

/** The pages that both versions begin with. */
async function begin(page: Page, lesson: string): Promise<void> {
  await open(page, `&lesson=${lesson}`);
  await page
    .getByTestId('panel-forward')
    .getByRole('button', { name: /^Image 4,/ })
    .click();
  await moveRuler(page, 'End', 0);
  await goOn(page);
  await predict(page, 1);
  await moveRuler(page, 'Home', 10);
  await goOn(page);
  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('squaredcos_cap_v2');
  await goOn(page);
}

test('the lesson hour is played from its first page to a code', async ({ page }) => {
  await begin(page, 'hour');
  await predict(page, 1);
  // Small settings: what is learned is not looked at here.
  await page.getByRole('switch', { name: 'More settings' }).check();
  await type(page, 'Batch size', '2');
  await type(page, 'Training steps', '200');
  await page.getByTestId('train').click();
  await goOn(page);
  await moveRuler(page, 'End', 2);
  await goOn(page);
  await type(page, 'Sampling steps', '4');
  await page.getByTestId('sample').click();
  await expect(page.getByTestId('lesson-task').first()).toHaveAttribute('data-done', 'true', {
    timeout: 600_000,
  });
  await moveRuler(page, 'Home', 10);
  await goOn(page);
  await predict(page, 1);
  await type(page, 'Noise seed', '7');
  await page.getByTestId('sample').click();
  await goOn(page);
  await predict(page, 2);
  const code = (await page.getByTestId('proof-code').textContent()) ?? '';
  await page.getByTestId('lessons').click();
  const entry = page.getByRole('listitem').filter({ has: page.getByTestId('lesson-hour') });
  await entry.getByRole('button', { name: 'Notes for teachers' }).click();
  await entry.getByRole('textbox').fill(`Ada ${code}`);
  await expect(entry.getByTestId('proof-verdict')).toHaveText('accepted');
});

test('the hour without a GPU is played to its end, and gives a code that the teacher’s page accepts', async ({
  page,
}) => {
  await begin(page, 'hour-recorded');
  await predict(page, 0);
  await type(page, 'β end', '0.002');
  await goOn(page);
  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('own');
  await page.getByTestId('curve-editor').getByRole('slider').nth(2).press('ArrowDown');
  await goOn(page);
  await predict(page, 1);
  await moveRuler(page, 'End', 10);
  await moveRuler(page, 'Home', 0);
  await goOn(page);
  await expect(page.getByTestId('proof-code')).toHaveCount(0);
  await predict(page, 2);
  const code = (await page.getByTestId('proof-code').textContent()) ?? '';
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await expectNoViolation(page, 'a finished lesson', '[data-testid=lesson]');
  await page.getByTestId('lesson-next').click();

  await page.getByTestId('lessons').click();
  const entry = page.getByRole('listitem').filter({ has: page.getByTestId('lesson-hour-recorded') });
  await expect(entry).toContainText(code);
  await entry.getByRole('button', { name: 'Notes for teachers' }).click();
  const changed = code.slice(0, -1) + (code.endsWith('7') ? '8' : '7');
  await entry.getByRole('textbox').fill(`Ada ${code}\nBob ${changed}\nCy ${code.toLowerCase()}`);
  const verdicts = entry.getByTestId('proof-verdict');
  await expect(verdicts).toHaveText(['accepted', /^refused/, 'the same as line 1']);
  // What was predicted.
  await expect(entry).toContainText('2, 1, 2, and 3 (3 of 4 right)');
  await expectNoViolation(page, 'checked codes', '[role=dialog]');
});

for (const lang of ['en', 'ru', 'zh-CN', 'zh-TW'] as const) {
  test(`every page of every lesson opens: ${lang}`, async ({ page }) => {
    for (const { id, pages, words } of lessons) {
      await page.goto(`?lesson=${id}&lang=${lang}`);
      const lesson = page.getByTestId('lesson');
      for (const [i, { predict, tasks = [] }] of pages.entries()) {
        if (i > 0) await page.getByTestId('lesson-next').click();
        // All that stands between the formulas.
        const pieces = (words[lang]?.pages[i]?.text ?? '').split(/\$[^$]*\$/);
        for (const piece of pieces) await expect(lesson).toContainText(piece.trim());
        await expect(lesson.getByTestId('lesson-task')).toHaveCount(predict ? 0 : tasks.length);
      }
    }
  });
}
