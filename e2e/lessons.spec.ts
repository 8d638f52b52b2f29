// A lesson from its first step to its last, met by what the visitor does.
import { atRest, drag, open, placeIn } from './page';
import { expect, test } from './support';

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

  for (const schedule of ['geometric', 'sigmoid_alphas_cumprod']) {
    await next.click();
    await expect(page.getByTestId('panel-schedule')).toHaveAttribute('data-lesson', '');
    await expect(lesson).toHaveAttribute('data-done', 'false');
    await page.getByRole('combobox', { name: 'Schedule' }).selectOption(schedule);
    await expect(lesson).toHaveAttribute('data-done', 'true');
  }
  await next.click();
  await page.getByRole('switch', { name: 'More settings' }).check();
  await page.getByRole('combobox', { name: 'Loss', exact: true }).selectOption('l1');
  await expect(lesson).toHaveAttribute('data-done', 'true');
  await next.click();
  await expect(next).toHaveText('Finish');
  await next.click();
  await expect(lesson).toBeHidden();
  await expect(page.getByTestId('panel-training')).not.toHaveAttribute('data-lesson', '');
});

test("each lesson has a teacher's notes, and a link opens one", async ({ page }) => {
  await open(page);
  await page.getByTestId('lessons').click();
  const dialog = page.getByRole('dialog', { name: 'Lessons' });
  const notes = dialog.getByRole('button', { name: /notes|teacher/i });
  await expect(notes).toHaveCount(6);
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
