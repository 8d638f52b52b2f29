// A lesson from its first step to its last, met by what the visitor does.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { lessonIds } from '../src/ui/state/lessonIds';
import { expectNoViolation } from './axe';
import { atRest, drag, open, placeIn, press, slider } from './page';
import { expect, test } from './support';

/** The browser itself tells of an address at which nothing is. */
test.use({ allowedProblems: [/404.*lessons\/nowhere\.json/] });

test('a lesson is finished by doing what it asks', async ({ page }) => {
  await open(page);
  await page.getByTestId('lessons').click();
  await page.getByTestId('lesson-t3').click();
  const lesson = page.getByTestId('lesson');
  const next = page.getByTestId('lesson-next');
  await expect(lesson).toContainText('The theory behind it');
  await expect(page.getByTestId('panel-forward')).toHaveAttribute('data-lesson', '');
  await expect(lesson).toHaveAttribute('data-done', 'false');
  const track = page.getByTestId('ruler-track');
  await atRest(track);
  await drag(page, await placeIn(track, 0.4), await placeIn(track, 0.9));
  await expect(lesson).toHaveAttribute('data-done', 'true');
  await lesson.getByRole('button', { name: 'Show the answer' }).click();
  await expect(page.getByTestId('lesson-answer')).toBeVisible();

  // The look that it speaks of is open from here to the end: p is moved over q.
  await next.click();
  await slider(page, 'mean of p').focus();
  await press(page, 'ArrowRight', 24);
  await slider(page, 'variance of p').focus();
  await press(page, 'ArrowLeft', 10);
  await expect(page.getByTestId('kl').getByText(/^0 nats$/)).toHaveCount(3);
  await next.click();
  await expect(lesson).toHaveAttribute('data-done', 'false');
  await drag(page, await placeIn(track, 0.5), await placeIn(track, 0.1));
  await expect(lesson).toHaveAttribute('data-done', 'true');
  await page.getByText('the noise ε', { exact: true }).click();

  for (const schedule of ['geometric', 'sigmoid_alphas_cumprod']) {
    await next.click();
    await expect(page.getByTestId('panel-schedule')).toHaveAttribute('data-lesson', '');
    await expect(lesson).toHaveAttribute('data-done', 'false');
    await expect(page.getByTestId('weights')).toBeVisible();
    await page.getByRole('combobox', { name: 'Schedule' }).selectOption(schedule);
    await expect(lesson).toHaveAttribute('data-done', 'true');
  }
  await next.click();
  // A setting of “More settings” is unfolded and lit by itself.
  await expect(page.locator('nav [data-lit]')).toContainText('Loss');
  await page.getByRole('combobox', { name: 'Loss', exact: true }).selectOption('l1');
  await expect(lesson).toHaveAttribute('data-done', 'true');
  await next.click();
  await expect(page.getByTestId('decoder')).toBeVisible();
  await next.click();
  await slider(page, 'from L_simple to the bound').press('End');
  await expect(next).toHaveText('Finish');
  await next.click();
  await expect(lesson).toBeHidden();
  await expect(page.getByTestId('panel-closer')).toBeHidden();
  await expect(page.getByTestId('panel-training')).not.toHaveAttribute('data-lesson', '');
  // The settings of before are back.
  await expect(page.getByRole('alert').filter({ hasText: 'The lesson is over' })).toBeVisible();
  await expect(slider(page, 'Steps T')).toHaveAttribute('aria-valuetext', '200');
});

test('the lesson on samplers shows the map, of the recording where there is no model', async ({ page }) => {
  await open(page, '&lesson=samplers.4');
  const panel = page.getByTestId('panel-closer');
  await expect(panel.getByTestId('map-recorded')).toBeVisible();
  await expect(panel.getByTestId('map')).toBeVisible();
  await expect(page.getByTestId('lesson')).toHaveAttribute('data-done', 'false');
  await panel.getByRole('combobox', { name: 'Sampler' }).selectOption('ddpm');
  await expect(page.getByTestId('lesson')).toHaveAttribute('data-done', 'true');
  await page.getByTestId('lesson-next').click();
  await expect(panel).toBeHidden();
});

async function type(page: Page, name: string, value: string): Promise<void> {
  const box = page.getByRole('textbox', { name: `${name}, exact value` });
  await box.fill(value);
  await box.press('Enter');
}

test('a page of a lesson is in the address, ticks what is done, and is found again', async ({ page }) => {
  await open(page, '&lesson=schedule.2');
  const lesson = page.getByTestId('lesson');
  await expect(lesson).toContainText('With β end 0.004');
  await expect(page.getByTestId('lesson-task')).toHaveAttribute('data-done', 'false');
  // The card does not cover the ruler.
  const [card, ruler] = await Promise.all([
    lesson.boundingBox(),
    page.getByTestId('time-ruler').boundingBox(),
  ]);
  expect(ruler?.y).toBeGreaterThanOrEqual((card?.y ?? 0) + (card?.height ?? 0));
  await type(page, 'β end', '0.03');
  await expect(page.getByTestId('lesson-task')).toHaveAttribute('data-done', 'true');
  await page.getByTestId('lesson-next').click();
  expect(page.url()).toContain('lesson=schedule.3');
  await page.reload();
  await expect(lesson).toContainText('Set T to 200');
  await expectNoViolation(page, 'a lesson', '[data-testid=lesson]');
  // The class predicts with the number keys, which are no shortcuts meanwhile.
  await lesson.focus();
  for (const key of ['1', '1', '3']) await page.keyboard.press(key);
  await expect(page.getByTestId('votes-0')).toHaveText('2');
  await type(page, 'Steps T', '200');
  await type(page, 'β end', '0.1');
  await expect(page.getByTestId('prediction-told')).toContainText('A faint image stays');
  await page.getByTestId('lessons').click();
  await expect(page.getByTestId('lesson-schedule')).toHaveText('Continue');
});

test('a lesson of one’s own is opened from a file or beside the page, and refused by name', async ({
  page,
}) => {
  const lesson = await readFile(new URL('../docs/lesson-example.json', import.meta.url), 'utf8');
  await open(page);
  await page.getByTestId('lessons').click();
  const openFile = async (content: string): Promise<void> => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByTestId('lesson-open').click(),
    ]);
    await chooser.setFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await openFile(lesson.replace('"set"', '"sing"'));
  await expect(page.getByTestId('lesson-file-refused')).toContainText(
    'pages[0].tasks[0].do cannot be "sing"',
  );
  await openFile(lesson + ' '.repeat(2 ** 20));
  await expect(page.getByTestId('lesson-file-refused')).toContainText('“mine.json” is no lesson');
  await openFile(lesson);
  await expect(page.getByTestId('lesson')).toContainText('Two schedules');
  expect(page.url()).not.toContain('lesson');

  await page.route('**/lessons/mine.json', (route) =>
    route.fulfill({ contentType: 'application/json', body: lesson }),
  );
  await open(page, '&lesson=lessons/mine.json.2');
  await expect(page.getByTestId('lesson')).toContainText('Put the ruler in the middle');
  await open(page, `&lesson=${encodeURIComponent('https://elsewhere.example/mine.json')}`);
  await expect(page.getByTestId('lesson-refused')).toContainText('has to lie beside this page');
  await page.route('**/lessons/nowhere.json', (route) => route.fulfill({ status: 404, body: '' }));
  await open(page, '&lesson=lessons/nowhere.json');
  await expect(page.getByTestId('lesson-refused')).toContainText('lessons/nowhere.json');
  await page.route('**/lessons/long.json', (route) => route.fulfill({ body: lesson + ' '.repeat(2 ** 20) }));
  await open(page, '&lesson=lessons/long.json');
  await expect(page.getByTestId('lesson-refused')).toContainText('lessons/long.json');
});

test("each lesson has a teacher's notes, and a link opens one", async ({ page }) => {
  await open(page);
  await page.getByTestId('lessons').click();
  const dialog = page.getByRole('dialog', { name: 'Lessons' });
  const notes = dialog.getByRole('button', { name: /notes|teacher/i });
  await expect(notes).toHaveCount(lessonIds.length);
  await notes.first().click();
  await expect(notes.first()).toHaveAttribute('aria-expanded', 'true');
  await open(page, '&lesson=t1');
  await expect(page.getByTestId('lesson')).toContainText('DDPM in closed form');
});

test.describe('where motion is welcome', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });
  test('a lesson of a link is done by the visitor alone, and is over once it is closed', async ({ page }) => {
    await open(page, '&lesson=t0');
    const lesson = page.getByTestId('lesson');
    // The first step asks to move the ruler, which the recording would do.
    await expect(page.getByTestId('play')).toHaveAccessibleName('Play');
    await expect(lesson).toHaveAttribute('data-done', 'false');
    expect(page.url()).toContain('lesson=t0');
    await lesson.getByRole('button', { name: 'End the lesson' }).click();
    await expect(lesson).toBeHidden();
    expect(page.url()).not.toContain('lesson');
  });
});

test('in class mode one panel fills the screen, and the lesson goes on beside it by key', async ({
  page,
}) => {
  await open(page, '&lesson=schedule');
  await page.getByTestId('lesson-fill').click();
  await expect(page.getByTestId('class-bar')).toBeVisible();
  await expect(page.getByTestId('panel-training')).toBeHidden();
  const [panel, lesson] = await Promise.all([
    page.getByTestId('panel-schedule').boundingBox(),
    page.getByTestId('lesson').boundingBox(),
  ]);
  expect(lesson?.x).toBeGreaterThan((panel?.x ?? 0) + (panel?.width ?? Infinity) - 1);
  const tick = page.getByTestId('schedule-chart').locator('.recharts-text').first();
  expect(await tick.evaluate((text) => parseFloat(getComputedStyle(text).fontSize))).toBeGreaterThanOrEqual(
    18,
  );
  await expectNoViolation(page, 'class mode');
  await page.keyboard.press('PageDown');
  await expect(page.getByTestId('lesson')).toContainText('With β end 0.004');
  expect(page.url()).toContain('stage=schedule');
  await page.getByRole('button', { name: 'Leave class mode' }).click();
  await expect(page.getByTestId('panel-training')).toBeVisible();
});

/** Parts of the panels that something which sticks covers once they were brought into sight, from the page's top and its end. */
const coveredParts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const covered: string[] = [];
    const parts = document.querySelectorAll('[id^=panel-] :is(a, button, input, select, [tabindex="0"])');
    for (const part of parts) {
      if (!(part instanceof HTMLElement) || part.closest('#panel-ruler') || !part.checkVisibility()) continue;
      for (const from of [0, document.documentElement.scrollHeight]) {
        scrollTo({ top: from, behavior: 'instant' });
        part.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
        const { x, y, width, height } = part.getBoundingClientRect();
        const found = document.elementFromPoint(x + width / 2, y + height / 2);
        if (found?.closest('header:has(> h1), [data-lesson-card], #panel-ruler, footer'))
          covered.push(part.getAttribute('aria-label') ?? part.textContent);
      }
    }
    return covered;
  });

test('what is brought into sight does not lie under header, lesson, ruler or status', async ({ page }) => {
  await open(page, '&lesson=hour.4');
  await expect(page.getByTestId('lesson')).toBeVisible();
  for (const size of [
    { width: 1366, height: 768 },
    { width: 1024, height: 768 },
    { width: 800, height: 1000 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    expect(await coveredParts(page), JSON.stringify(size)).toEqual([]);
  }
});
