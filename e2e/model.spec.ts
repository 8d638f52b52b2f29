// What a trained model is good for, on real MNIST: its film and its check, the notice of another schedule, samples,
// variations, two samplers, a lesson, a second run, files. One small training serves them all.
import type { Page } from '@playwright/test';
import { expectNoViolationOnScreens } from './axe';
import { trainWildlyOnce } from './divergence';
import { gifFilm, pngSize, storedModel } from './files';
import { allDiffer, draw, drawn, panel, samplesAt, set } from './modelPage';
import {
  divergeAndGoBack,
  exportedLosses,
  readLossTable,
  train,
  trainAgain,
  watchFilm,
} from './modelTraining';
import { exported, press, slider } from './page';
import { distance, pictureOf, picturesOf, type Greys } from './pictures';
import { expect, test } from './support';
import { edit, explore, judge } from './wishes';

/** The picture under the ruler: the prediction is nearer to it than its noised self, and follows the ruler. */
async function checkDenoising(page: Page): Promise<void> {
  const check = page.getByTestId('denoising-check');
  const trio = async (): Promise<Greys[]> => {
    const canvases = await check.locator('figure canvas').all();
    return Promise.all(canvases.map((canvas) => pictureOf(canvas)));
  };
  for (const [key, t] of [
    ['End', 1000],
    ['PageDown', 950],
  ] as const) {
    await slider(page, 'Time').focus();
    await page.keyboard.press(key);
    await expect(check).toContainText(`Denoising check at t = ${t}:`);
    const [clean = [], noised = [], predicted = []] = await trio();
    expect(distance(predicted, clean)).toBeGreaterThan(0);
    expect(distance(predicted, clean)).toBeLessThan(0.5 * distance(noised, clean));
  }
  await expect(check.getByTestId('noise-levels').getByRole('img')).toHaveCount(3);
  // The clean picture has nothing to denoise: the check stays beside it.
  await page.keyboard.press('Home');
  await expect(check).toContainText('Denoising check at t = 1:');
}

/** The notice names what the model cannot follow, and each way out of it is open. */
async function changeSchedule(page: Page): Promise<void> {
  const notice = page.getByTestId('mismatch');
  await expect(notice).toBeHidden();
  const schedule = page.getByRole('combobox', { name: 'Schedule' });
  await schedule.selectOption('linear');
  await expect(notice).toContainText(
    'trained with another schedule: train from scratch, or use it for sampling only',
  );
  await expect(page.getByTestId('train')).toBeEnabled();
  await set(page, 'Steps T', 2000);
  await slider(page, 'Time').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await expect(page.getByTestId('ruler-t')).toHaveText('t = 2000 of 2000');
  // It asks the model on its own time axis.
  await expect(page.getByTestId('denoising-check')).toContainText('at t = 1000:');
  await draw(page);
  await expect(page.getByTestId('reverse-step')).toHaveAttribute('data-step', '4');
  await expect(page.getByTestId('failure')).toBeHidden();
  await expect(notice).toBeVisible();

  await set(page, 'Width', 16);
  await expect(notice).toContainText('other settings (Width): train from scratch');
  await notice.getByRole('button', { name: "Back to the model's settings" }).click();
  await expect(notice).toBeHidden();
  await expect(schedule).toHaveValue('squaredcos_cap_v2');
  await expect(page.getByRole('textbox', { name: 'Width, exact value' })).toHaveValue('8');
}

async function sampleAndStep(page: Page): Promise<void> {
  const step = page.getByTestId('reverse-step');
  await draw(page);
  await expect(page.getByTestId('reel-source')).toContainText('Your model, after 300 training steps');
  await expect(step).toHaveText('Step 4 of 4');
  const finished = await samplesAt(page, 'reverse-xt', 'To the finished images');
  expect(finished).toHaveLength(4);
  expect(allDiffer(finished)).toBe(true);
  // What is pressed to choose a sample lies on its picture: 28 of the grid's 58 pixels.
  const last = page.getByTestId('reverse-xt').locator('xpath=..').getByRole('button').last();
  const [cell, grid] = [await last.boundingBox(), await page.getByTestId('reverse-xt').boundingBox()];
  expect((cell?.width ?? 0) / (grid?.width ?? 1)).toBeCloseTo(28 / 58, 2);

  const noise = await samplesAt(page, 'reverse-xt', 'Back to the noise');
  await expect(step).toHaveText('Step 0 of 4');
  await expect(page.getByTestId('ruler-t')).toHaveText('t = 1000 of 1000');
  await page.getByRole('button', { name: 'Next step' }).click();
  await expect(step).toHaveText('Step 1 of 4');
  await page.getByRole('slider', { name: 'Step of the reverse process' }).focus();
  await press(page, 'ArrowRight', 2);
  await expect(step).toHaveText('Step 3 of 4');
  await page.getByRole('button', { name: 'Previous step' }).click();
  await expect(step).toHaveText('Step 2 of 4');
  await expect(page.getByTestId('coefficients').locator('.katex-html')).toBeVisible();
  await page.getByTestId('play').click();
  await expect(step).toHaveText('Step 4 of 4');
  // Played to the end, they are what they were.
  expect(await picturesOf(page.getByTestId('reverse-xt'), 2)).toEqual(finished);
  finished.forEach((picture, i) => expect(distance(picture, noise[i] ?? [])).toBeGreaterThan(0));

  const pngSide = 4 * (2 * 28 + 1);
  expect(pngSize(await exported(page, 'png'))).toEqual({ width: pngSide, height: pngSide });
  expect(gifFilm(await exported(page, 'film'))).toMatchObject({ width: (pngSide * 3) / 4, frames: 5 });
}

/** A is kept, and what is drawn next from the same noise stands beside it; both are exported as one picture. */
async function keepBeside(page: Page): Promise<void> {
  await page.getByTestId('pin').click();
  await expect(page.getByTestId('reverse-other')).toBeHidden();
  await draw(page);
  await expect(page.getByTestId('reverse-other')).toBeVisible();
  await samplesAt(page, 'reverse-other', 'To the finished images');
  expect(await picturesOf(page.getByTestId('reverse-other'), 2)).toEqual(
    await picturesOf(page.getByTestId('reverse-xt'), 2),
  );
  // Two columns of 320 pixels, which hold the words, and three margins of 24.
  expect(pngSize(await exported(page, 'pair')).width).toBe(2 * 320 + 3 * 24);
  await page.getByTestId('pin').click();
  await expect(page.getByTestId('reverse-other')).toBeHidden();
}

async function compareSamplers(page: Page): Promise<void> {
  const [one, other] = [page.getByTestId('reverse-xt'), page.getByTestId('reverse-other')];
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption('ddpm');
  await expect(other).toBeVisible({ timeout: 120_000 });
  await drawn(page);
  await expect(panel(page, 'reverse').getByRole('figure').filter({ has: one })).toContainText('DDIM');
  await expect(panel(page, 'reverse').getByRole('figure').filter({ has: other })).toContainText('DDPM');
  expect(await samplesAt(page, 'reverse-other', 'Back to the noise')).toEqual(await picturesOf(one, 2));
  const ends = await samplesAt(page, 'reverse-other', 'To the finished images');
  (await picturesOf(one, 2)).forEach((picture, i) =>
    expect(distance(picture, ends[i] ?? [])).toBeGreaterThan(0),
  );
}

/** Ten from one half-noised picture, beside ten of the other sampler from the same. */
async function vary(page: Page): Promise<void> {
  const clean = await pictureOf(page.getByTestId('forward-strip').locator('canvas').first());
  const [noised] = await samplesAt(page, 'reverse-xt', 'Back to the noise');
  await slider(page, 'Time').focus();
  await page.keyboard.press('Home');
  await press(page, 'PageUp', 4);
  await page.getByRole('button', { name: '10 variations from t = 200' }).click();
  await drawn(page);
  await expect(page.getByTestId('reverse-other')).toBeVisible({ timeout: 120_000 });
  await drawn(page);
  for (const grid of ['reverse-xt', 'reverse-other']) {
    await page.getByRole('button', { name: 'Back to the noise' }).click();
    await expect(page.getByTestId(grid)).toHaveAccessibleName('10 noisy pictures xₜ at t = 200');
    await page.getByRole('button', { name: 'To the finished images' }).click();
    const ten = (await picturesOf(page.getByTestId(grid), 4)).slice(0, 10);
    expect(allDiffer(ten)).toBe(true);
    ten.forEach((picture) =>
      expect(distance(picture, clean)).toBeLessThan(0.5 * distance(noised ?? [], clean)),
    );
  }
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption('');
  await expect(page.getByTestId('reverse-other')).toBeHidden();
}

/** The lesson on samplers: a trained model, two films, a comparison, a setting. */
async function finishLesson(page: Page): Promise<void> {
  const lesson = page.getByTestId('lesson');
  const next = page.getByTestId('lesson-next');
  const expectDone = (done: boolean): Promise<void> =>
    expect(lesson).toHaveAttribute('data-done', String(done), { timeout: 120_000 });
  const small = async (): Promise<void> => {
    await set(page, 'Sampling steps', 3);
    await set(page, 'Samples', 4);
  };
  const drawForNextStep = async (): Promise<void> => {
    await next.click();
    await expectDone(false);
    await small();
    await draw(page);
    await expectDone(true);
  };
  await page.getByTestId('lessons').click();
  await page.getByTestId('lesson-samplers').click();
  // The model has already had its 300 steps.
  await expectDone(true);
  // The lesson begins with the opening recipe, whose network is another.
  const notice = page.getByTestId('mismatch');
  await expect(notice).toContainText('Network');
  await notice.getByRole('button', { name: "Back to the model's settings" }).click();
  await expect(notice).toBeHidden();

  await drawForNextStep();
  await next.click();
  await small();
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption('heun');
  await expectDone(true);
  await drawn(page);
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption('');

  await next.click();
  await expectDone(false);
  await page.getByTestId('panel-closer').getByRole('combobox', { name: 'Sampler' }).selectOption('ddpm');
  await expectDone(true);

  await drawForNextStep();
  await next.click();
  await expectDone(false);
  await slider(page, 'Guidance').focus();
  await page.keyboard.press('ArrowRight');
  // The setting alone is half of it: one has to see what it does.
  await expectDone(false);
  await small();
  await draw(page);
  await expectDone(true);
  await expect(next).toHaveText('Finish');
  await next.click();
  await expect(lesson).toBeHidden();
}

async function exportModelAndRuns(page: Page): Promise<void> {
  const losses = await exportedLosses(page);
  expect([...losses].map(([run, of]) => [run, of.length])).toEqual([
    [1, 300],
    [2, 20],
  ]);
  expect([...losses.values()].flat().every((loss) => loss > 0)).toBe(true);

  const { tensors, metadata } = storedModel(await exported(page, 'model'));
  expect(metadata['step']).toBe('20');
  const weights = [...tensors].filter(([name]) => !/^(ema|adam\.[mv])\./.test(name));
  const size = weights.reduce((sum, [, { values }]) => sum + values.length, 0);
  await expect(panel(page, 'training')).toContainText(`${size.toLocaleString('en')} parameters`);
  expect(weights.every(([, { values }]) => values.every(Number.isFinite))).toBe(true);
}

async function removeRun(page: Page): Promise<void> {
  await panel(page, 'training').getByRole('button', { name: 'Remove run 1' }).click();
  await expect(page.getByTestId('runs-table')).toBeHidden();
  await expect(panel(page, 'training')).toBeFocused();
}

/** What the address holds brings the settings back. */
async function comeBack(page: Page): Promise<void> {
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('textbox', { name: /Training steps/ }).first()).toHaveValue('40');
  expect(page.url()).toBe(link);
}

test('a model is trained, and everything is done with it', async ({ page }) => {
  test.slow();
  await trainWildlyOnce(page);
  await test.step('train, pause, bend the schedule', () => train(page));
  await test.step('the numbers behind the curves', () => readLossTable(page));
  await test.step('the learning film, and its GIF', () => watchFilm(page));
  await test.step('the denoising check', () => checkDenoising(page));
  await test.step('another schedule', () => changeSchedule(page));
  await test.step('sample, scrub, step and play', () => sampleAndStep(page));
  await test.step('A and B from the same noise', () => keepBeside(page));
  await test.step('two samplers from the same noise', () => compareSamplers(page));
  await test.step('ten variations of a half-noised picture', () => vary(page));
  await test.step('one noise, other wishes', () => explore(page));
  await test.step('one picture, edited', () => edit(page));
  await test.step('the quality meter', () => judge(page));
  await test.step('a lesson', () => finishLesson(page));
  await test.step('two runs side by side', () => trainAgain(page));
  await test.step('axe finds nothing', () => expectNoViolationOnScreens(page));
  await test.step('the files', () => exportModelAndRuns(page));
  await test.step('a divergence', () => divergeAndGoBack(page));
  await test.step('a run less', () => removeRun(page));
  await test.step('the link', () => comeBack(page));
});
