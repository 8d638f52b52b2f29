// Stories of the page that need no GPU: the ruler, the curves, own pictures, lessons, sharing, export, languages.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const picture = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());

const slider = (page: Page, name: string | RegExp): Locator => page.getByRole('slider', { name }).first();

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`?data=strokes&T=200${query}`);
  await expect(page.getByTestId('forward-strip')).toBeVisible();
}

test('one cursor moves every panel: ruler, curves, strip and film', async ({ page }) => {
  await open(page);
  await expect(page.getByTestId('reel-source')).toBeVisible();
  const film = page.getByTestId('reverse-xt');
  const before = await picture(film);
  const thumb = page.getByRole('slider', { name: 'Time' });
  await thumb.focus();
  await page.keyboard.press('End');
  await expect(page.getByTestId('ruler-t')).toHaveText('t = 200 of 200');
  await expect(page.getByTestId('forward-strip').getByRole('button').last()).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByTestId('reverse-step')).toHaveAttribute('data-step', '0');
  expect(await picture(film)).not.toBe(before);

  const track = await page.getByTestId('ruler-track').boundingBox();
  if (!track) throw new Error('The ruler has no box.');
  await page.mouse.move(track.x + track.width - 2, track.y + 18);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width / 2, track.y + 18, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByTestId('ruler-t')).toHaveText(/t = (9[89]|10[0-3]) of 200/);
  const marker = await page.getByTestId('curve-marker').first().getAttribute('style');
  expect(marker).toMatch(/left: (49|5[01])(\.5)?%/);
});

test('the schedule: ghost, tabs, table, warning, own curve', async ({ page }) => {
  await open(page, '&schedule=linear');
  await expect(page.getByTestId('remark-notNoise')).toContainText('36%');
  const panel = page.getByTestId('panel-schedule');
  await slider(page, 'β end').focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await expect(panel.getByText('before').first()).toBeVisible();
  await panel.getByText('log SNR', { exact: true }).click();
  await panel.getByRole('button', { name: /Show the numbers/ }).click();
  await expect(panel.getByRole('table')).toContainText('log₁₀ SNR');

  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('own');
  const handle = panel.getByRole('slider', { name: 'ᾱ at 40% of the time' });
  const from = Number(await handle.getAttribute('aria-valuenow'));
  const box = await handle.boundingBox();
  if (!box) throw new Error('The handle has no box.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 + 25, { steps: 4 });
  await page.mouse.up();
  expect(Number(await handle.getAttribute('aria-valuenow'))).toBeLessThan(from - 0.05);
  await expect(page).toHaveURL(/curve=/);
});

test('the forward process: draw a digit, both rows, histogram, formula, a file', async ({ page }) => {
  await open(page);
  const first = page.getByTestId('forward-strip').locator('canvas').first();
  const before = await picture(first);
  await page.getByRole('button', { name: 'Draw your own' }).click();
  const pad = await page.getByTestId('drawing-pad').boundingBox();
  if (!pad) throw new Error('The pad has no box.');
  await page.mouse.move(pad.x + 60, pad.y + 40);
  await page.mouse.down();
  await page.mouse.move(pad.x + 160, pad.y + 180, { steps: 8 });
  await page.mouse.up();
  await page.keyboard.press('Escape');
  expect(await picture(first)).not.toBe(before);

  const [chain, jump] = ['chain-strip', 'forward-strip'].map((row) =>
    page.getByTestId(row).locator('canvas').nth(4),
  ) as [Locator, Locator];
  await expect(page.getByTestId('chain-strip').locator('canvas')).toHaveCount(8);
  expect(await picture(chain)).not.toBe(await picture(jump));
  await page.getByText("the chain's noise", { exact: true }).click();
  await expect.poll(async () => (await picture(chain)) === (await picture(jump))).toBe(true);

  await page.getByRole('switch', { name: /Pixel values at the cursor/ }).click();
  await expect(page.getByTestId('histogram')).toBeVisible();
  await page.getByTestId('forward-strip').getByRole('button').nth(3).hover();
  await expect(page.getByTestId('formula')).toContainText('86');

  const drawn = await picture(first);
  const png = await page
    .getByTestId('ruler-picture')
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await page
    .getByTestId('panel-forward')
    .locator('input[type=file]')
    .setInputFiles({
      name: 'own.png',
      mimeType: 'image/png',
      buffer: Buffer.from(png.split(',')[1] ?? '', 'base64'),
    });
  await expect.poll(() => picture(first)).not.toBe(drawn);
});

test.describe('lessons', () => {
  // A lesson's preset chooses MNIST, which may have to be looked for elsewhere.
  test.use({ allowedProblems: [/foreign request|Failed to load resource/] });

  test('a lesson is finished, by what the visitor does', async ({ page }) => {
    await open(page);
    await page.getByTestId('lessons').click();
    await page.getByTestId('lesson-t3').click();
    const lesson = page.getByTestId('lesson');
    const next = page.getByTestId('lesson-next');
    await expect(lesson).toHaveAttribute('data-done', 'false');
    await page.getByRole('slider', { name: 'Time' }).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await expect(lesson).toHaveAttribute('data-done', 'true');
    await lesson.getByRole('button', { name: 'Show the answer' }).click();
    await expect(page.getByTestId('lesson-answer')).toBeVisible();
    for (const schedule of ['geometric', 'sigmoid_alphas_cumprod']) {
      await next.click();
      await expect(lesson).toHaveAttribute('data-done', 'false');
      await page.getByRole('combobox', { name: 'Schedule' }).selectOption(schedule);
      await expect(lesson).toHaveAttribute('data-done', 'true');
    }
    await next.click();
    await page.getByRole('switch', { name: 'More settings' }).click();
    await page.getByRole('combobox', { name: 'Loss' }).selectOption('l1');
    await expect(lesson).toHaveAttribute('data-done', 'true');
    await next.click();
    await next.click();
    await expect(lesson).toBeHidden();
  });
});

test('a link carries the settings and hides controls; nonsense in it is named and passed over', async ({
  page,
}) => {
  await open(page, '&schedule=linear');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('checkbox', { name: /Hide controls/ }).check();
  await page.getByRole('checkbox', { name: 'β start' }).check();
  await expect(page.getByTestId('share-qr')).toBeVisible();
  const link = await page.getByTestId('share-link').inputValue();
  await page.goto(link);
  await expect(slider(page, 'β end')).toBeVisible();
  await expect(page.getByRole('slider', { name: 'β start' })).toHaveCount(0);

  await page.goto('?T=-7&schedule=wavy&curve=1,x&zsnr=maybe&data=strokes');
  await expect(page.getByRole('alert')).toContainText('schedule, T, curve, zsnr');
  await expect(page.getByRole('combobox', { name: 'Schedule' })).toHaveValue('squaredcos_cap_v2');
});

async function exported(page: Page, kind: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId(`export-${kind}`).click(),
  ]);
  return readFile(await download.path());
}

test('what is exported can be read back', async ({ page }) => {
  await open(page);
  await expect(page.getByTestId('reel-source')).toBeVisible();
  // 16 samples of 28×28 in 4 columns with gaps of 1, enlarged.
  const side = 4 * 28 + 3;
  const png = await exported(page, 'png');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([side * 4, side * 4]);
  const gif = await exported(page, 'film');
  expect(gif.subarray(0, 6).toString()).toBe('GIF89a');
  expect([gif.readUInt16LE(6), gif.readUInt16LE(8)]).toEqual([side * 3, side * 3]);
  const csv = (await exported(page, 'schedule')).toString().trim().split('\r\n');
  expect(csv).toHaveLength(201);
  expect(csv[0]).toBe(
    't,betas,alphasCumprod,sqrtAlphasCumprod,sqrtOneMinusAlphasCumprod,posteriorVariance,snr',
  );
  const json = JSON.parse((await exported(page, 'json')).toString()) as { config: { timesteps: number } };
  expect(json.config.timesteps).toBe(200);
});

test('everything by keyboard: panels, film, shortcuts, projector', async ({ page }) => {
  await open(page);
  await expect(page.getByTestId('reel-source')).toBeVisible();
  await page.keyboard.press('4');
  await expect(page.getByTestId('panel-reverse')).toBeFocused();
  const step = page.getByTestId('reverse-step');
  const before = Number(await step.getAttribute('data-step'));
  await page.keyboard.press('ArrowLeft');
  await expect(step).toHaveAttribute('data-step', String(before - 1));
  await page.keyboard.press('Space');
  await expect(page.getByTestId('play')).toHaveAccessibleName('Pause');
  await expect.poll(async () => Number(await step.getAttribute('data-step'))).toBeGreaterThan(before);
  await page.keyboard.press('Space');
  await page.keyboard.press('p');
  await expect(page.getByTestId('controls')).toBeHidden();
  await page.keyboard.press('p');
  await page.keyboard.press('?');
  await expect(page.getByTestId('shortcuts')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('shortcuts')).toBeHidden();
});

for (const [language, title, train] of [
  ['简体中文', '噪声', '训练'],
  ['繁體中文', '雜訊', '訓練'],
  ['Русский', 'шума', 'Обучить'],
] as const) {
  test(`speaks ${language} after one click`, async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: language }).click();
    await expect(page.getByTestId('panel-schedule').getByRole('heading')).toContainText(title);
    await expect(page.getByTestId('train')).toContainText(train);
    expect(await page.locator('main').innerText()).not.toMatch(/Noise schedule|Forward process|Show the/);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

const screens = [
  { name: 'desktop', size: { width: 1440, height: 900 } },
  { name: 'phone', size: { width: 390, height: 844 } },
] as const;

for (const { name, size } of screens) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing: ${name}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await open(page, '&schedule=own');
      await expect(page.getByTestId('reel-source')).toBeVisible();
      await expect(page.getByTestId('formula').locator('.katex')).toBeVisible();
      await page.waitForLoadState('networkidle');
      const violations = async (): Promise<string[]> =>
        (await new AxeBuilder({ page }).analyze()).violations.map(
          ({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`,
        );
      expect(await violations()).toEqual([]);
      await page.getByRole('button', { name: 'Share' }).click();
      await expect(page.getByTestId('share-qr')).toBeVisible();
      expect(await violations()).toEqual([]);
    });
  }
}
