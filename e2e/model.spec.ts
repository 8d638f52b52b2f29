// What a trained model is good for, on real MNIST: its film and its check, the notice of another schedule, samples,
// variations, two samplers, a lesson, a second run, files. One small training serves them all.
import type { Page } from '@playwright/test';
import { expectNoViolationOnScreens } from './axe';
import { csvRows, gifFilm, pngSize, storedModel } from './files';
import { allDiffer, columnsOf, draw, drawn, lastOf, panel, samplesAt, set } from './modelPage';
import { exported, pixels, press, slider } from './page';
import { distance, pictureOf, picturesOf, type Greys } from './pictures';
import { expect, test } from './support';

/** Small enough for a software GPU; the network is the opening recipe's, narrower. */
const settings = { data: 'mnist', batch: 2, width: 8, steps: 300, lr: 0.004, n: 4, count: 4, time: 0.6 };

const query = Object.entries(settings)
  .map(([name, value]) => `${name}=${value}`)
  .join('&');

async function train(page: Page): Promise<void> {
  await page.goto(`?${query}`);
  await expect(page.getByTestId('status')).toContainText('MNIST', { timeout: 60_000 });
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });
  await page.getByRole('switch', { name: 'More settings' }).check();
  await page.getByTestId('train').click();
  await expect(page.getByTestId('train')).toHaveText('Train anew', { timeout: 400_000 });
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '300');
}

async function readLossTable(page: Page): Promise<void> {
  const chart = page.getByTestId('loss-chart');
  await chart.getByRole('button', { name: 'Show the numbers of: Loss' }).click();
  const loss = await columnsOf(chart);
  expect([...loss.keys()]).toEqual(['step', 'each step', 'smoothed']);
  expect([loss.get('step')?.[0], lastOf(loss, 'step')]).toEqual([1, 300]);
  expect(lastOf(loss, 'smoothed')).toBeLessThan(0.7 * (loss.get('smoothed')?.[0] ?? 0));

  await chart.getByText('By t', { exact: true }).click();
  const byTime = await columnsOf(chart);
  expect([...byTime.keys()]).toEqual(['step', 't in the first quarter', 'second', 'third', 'last quarter']);
  // A little noise hides less of the picture than much.
  expect(lastOf(byTime, 't in the first quarter')).toBeLessThan(lastOf(byTime, 'last quarter'));

  await chart.getByText('Gradient norm', { exact: true }).click();
  expect(lastOf(await columnsOf(chart), 'norm of the gradient')).toBeGreaterThan(0);
  await chart.getByRole('button', { name: 'Show the curve of: Gradient norm' }).click();
  await expect(chart.locator('path[data-line]')).toHaveCount(1);
  await chart.getByText('Loss', { exact: true }).click();
}

async function watchFilm(page: Page): Promise<void> {
  const film = page.getByTestId('learning-film');
  const rows = Number(await film.getAttribute('data-rows'));
  expect(rows).toBeGreaterThanOrEqual(2);
  const shown = film.getByRole('img');
  await expect(shown).toHaveCount(Math.min(rows, 8));
  await expect(shown.last()).toHaveAccessibleName('16 fixed seeds denoised after 300 steps');
  expect(await pixels(shown.first())).not.toBe(await pixels(shown.last()));

  // The large picture is the newest until it is taken elsewhere.
  const large = page.getByTestId('film-picture').getByRole('img');
  const newest = await pixels(shown.last());
  expect(await pixels(large)).toBe(newest);
  await slider(page, 'Place in the learning film').focus();
  await page.keyboard.press('Home');
  expect(await pixels(large)).toBe(await pixels(shown.first()));
  await page.getByRole('button', { name: 'Play the learning film' }).click();
  await expect(page.getByTestId('film-step')).toHaveText('Step 300');
  expect(await pixels(large)).toBe(newest);
  // Four pictures of 28×28 across, with gaps of one pixel, three times as large.
  const side = 3 * (4 * 28 + 3);
  expect(gifFilm(await exported(page, 'learning'))).toEqual({ width: side, height: side, frames: rows });
}

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
  await expect(notice).toContainText('trained with another schedule: retrain, or use it for sampling only');
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
  await expect(notice).toContainText('other settings (Width): train anew');
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
  await page.getByRole('button', { name: 'One step on' }).click();
  await expect(step).toHaveText('Step 1 of 4');
  await page.getByRole('slider', { name: 'Step of the reverse process' }).focus();
  await press(page, 'ArrowRight', 2);
  await expect(step).toHaveText('Step 3 of 4');
  await page.getByRole('button', { name: 'One step back' }).click();
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
  await set(page, 'Width', 8);
  const notice = page.getByTestId('mismatch');
  await expect(notice).toContainText(/Training on keeps .* \(Batch size\)/);
  await notice.getByRole('button', { name: "Back to the model's settings" }).click();
  await expect(notice).toBeHidden();

  await drawForNextStep();
  await next.click();
  await small();
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption('heun');
  await expectDone(true);
  await drawn(page);
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption('');

  await drawForNextStep();
  await next.click();
  await expectDone(false);
  await slider(page, 'Guidance').focus();
  await page.keyboard.press('ArrowRight');
  await expectDone(true);
  await expect(next).toHaveText('Finish');
  await next.click();
  await expect(lesson).toBeHidden();
}

/** A second run draws over the first; the table tells in what they differ. */
async function trainAgain(page: Page): Promise<void> {
  await expect(page.getByTestId('runs-table')).toBeHidden();
  await set(page, 'Training steps', 20);
  await set(page, 'Batch size', settings.batch);
  await set(page, 'Learning rate', 0.001);
  await page.getByTestId('train').click();
  await expect(page.getByTestId('training-step')).toHaveText('20 steps trained', { timeout: 200_000 });
  await expect(page.getByTestId('denoising-check')).toBeVisible();
  await expect(page.getByTestId('loss-chart')).toContainText('run 1');
  const table = page.getByTestId('runs-table');
  const cells = await table
    .locator('tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  const names = cells[0]?.slice(0, -1) ?? [];
  expect(names).toEqual(['Runs', 'step', 'Loss', 'Training steps', 'Learning rate']);
  expect(cells.slice(1).map((row) => [row[1], ...row.slice(3, 5)])).toEqual([
    ['300', '300', '0.004'],
    ['20', '20', '0.001'],
  ]);
}

async function exportModelAndRuns(page: Page): Promise<void> {
  const { head, rows } = csvRows(await exported(page, 'loss'));
  const of = (name: string): number[] => rows.map((row) => Number(row[head.indexOf(name)]));
  const counts = [1, 2].map((run) => of('run').filter((value) => value === run).length);
  expect(counts).toEqual([300, 20]);
  expect(of('loss').every((loss) => loss > 0)).toBe(true);

  const { tensors, metadata } = storedModel(await exported(page, 'model'));
  expect(metadata['step']).toBe('20');
  const weights = [...tensors].filter(([name]) => !/^(ema|adam\.[mv])\./.test(name));
  const size = weights.reduce((sum, [, { values }]) => sum + values.length, 0);
  await expect(panel(page, 'training')).toContainText(`${size.toLocaleString('en')} parameters`);
  expect(weights.every(([, { values }]) => values.every(Number.isFinite))).toBe(true);

  await panel(page, 'training').getByRole('button', { name: 'Remove run 1' }).click();
  await expect(page.getByTestId('runs-table')).toBeHidden();
  await expect(panel(page, 'training')).toBeFocused();
}

test('a model is trained, and everything is done with it', async ({ page }) => {
  test.slow();
  await test.step('train', () => train(page));
  await test.step('the numbers behind the curves', () => readLossTable(page));
  await test.step('the learning film, and its GIF', () => watchFilm(page));
  await test.step('the denoising check', () => checkDenoising(page));
  await test.step('another schedule', () => changeSchedule(page));
  await test.step('sample, scrub, step and play', () => sampleAndStep(page));
  await test.step('two samplers from the same noise', () => compareSamplers(page));
  await test.step('ten variations of a half-noised picture', () => vary(page));
  await test.step('a lesson', () => finishLesson(page));
  await test.step('two runs side by side', () => trainAgain(page));
  await test.step('axe finds nothing', () => expectNoViolationOnScreens(page));
  await test.step('the files', () => exportModelAndRuns(page));
});
