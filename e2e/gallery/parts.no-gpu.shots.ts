// What opens over the page or inside its panels.
import path from 'node:path';
import type { Page } from '@playwright/test';

import { chooseFigures } from '../ownFigures';
import { drag, open, placeIn } from '../page';
import { expect, test } from '../support';
import { photograph } from './looks';

test('everything unfolded, and a lesson', async ({ page }) => {
  await open(page, '&schedule=own&lesson=t3');
  await expect(page.getByTestId('lesson')).toBeVisible();
  await page.getByRole('switch', { name: /Also without clipping/ }).check();
  await page.getByRole('switch', { name: /Pixel values/ }).check();
  await page.getByRole('switch', { name: 'More settings' }).check();
  await photograph(page, 'unfolded');
});

test('a schedule that does not reach noise', async ({ page }) => {
  await open(page, '&schedule=linear');
  await page.getByText('log SNR', { exact: true }).click();
  await page.getByRole('button', { name: /Show the numbers/ }).click();
  await photograph(page, 'warned');
});

test('a curve of one’s own over another process', async ({ page }) => {
  await open(page, '&schedule=own');
  await photograph(page, 'own-curve');
  await page.getByRole('switch', { name: 'More settings' }).check();
  await page.getByRole('combobox', { name: 'Process' }).selectOption('corrupt');
  await photograph(page, 'corrupt');
});

const dialogs: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  share: async (page) => {
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('checkbox', { name: /Hide controls/ }).check();
    await expect(page.getByTestId('share-qr')).toBeVisible();
  },
  lessons: async (page) => {
    await page.getByTestId('lessons').click();
    await page.getByRole('button', { name: 'Notes for teachers' }).first().click();
  },
  network: async (page) => {
    await page.getByTestId('network').click();
    await expect(page.getByTestId('model-table')).toBeVisible();
  },
  about: (page) => page.getByTestId('about').click(),
  shortcuts: (page) => page.getByRole('button', { name: 'Keyboard shortcuts' }).click(),
  async data(page) {
    await page.getByRole('combobox', { name: 'Images' }).selectOption('mnist');
    await expect(page.getByTestId('status')).toContainText('MNIST by Yann LeCun');
    await page.getByTestId('browse').click();
    await page.getByTestId('data-browser').getByRole('radio').nth(4).check();
    await page
      .getByRole('button', { name: /^Image [\d,]+, 3$/ })
      .nth(5)
      .click();
  },
  async own(page) {
    await page.getByRole('combobox', { name: 'Images' }).selectOption('own');
    await chooseFigures(page, { count: 16, side: 40 });
  },
  async drawings(page) {
    await page.getByRole('button', { name: 'Draw your own' }).click();
    await page.getByRole('button', { name: 'Collect drawings to train on …' }).click();
    const dialog = page.getByTestId('drawings');
    const pad = dialog.getByTestId('drawing-pad');
    for (const [i, name] of ['left', 'right', 'right'].entries()) {
      await drag(page, await placeIn(pad, 0.25 * (i + 1), 0.2), await placeIn(pad, 0.25 * (i + 1), 0.8));
      await dialog.getByRole('textbox', { name: 'What it is (its class)' }).fill(name);
      await dialog.getByRole('button', { name: 'Keep, and draw the next' }).click();
    }
  },
};

for (const [name, openDialog] of Object.entries(dialogs)) {
  test(`the dialog: ${name}`, async ({ page }) => {
    await open(page);
    await openDialog(page);
    await expect(page.getByRole('dialog')).toBeVisible();
    await photograph(page, `dialog-${name}`);
  });
}

test('a picture of one’s own, with what is transparent', async ({ page }) => {
  await open(page);
  const dropped = await page.evaluateHandle(() => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><circle cx="15" cy="10" r="8" fill="red"/></svg>';
    const transfer = new DataTransfer();
    transfer.items.add(new File([svg], 'disc.svg', { type: 'image/svg+xml' }));
    return transfer;
  });
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  await expect(page.getByTestId('on-white')).toBeVisible();
  await photograph(page, 'own-picture');
});

test('class mode, with a lesson that asks for a prediction', async ({ page }) => {
  await page.goto('?data=strokes&T=200&lesson=schedule&stage=schedule');
  await expect(page.getByTestId('prediction')).toBeVisible();
  await photograph(page, 'class-mode');
});

for (const name of ['bound', 'bits', 'denoiser', 'plane', 'map', 'inside']) {
  test(`a closer look without a model: ${name}`, async ({ page }) => {
    await open(page, `&closer=${name}&time=0.4`);
    await expect(page.getByTestId('panel-closer').locator('p').first()).toBeVisible();
    await page.waitForTimeout(3000);
    await photograph(page, `closer-${name}`, 'panel-closer');
  });
}

test('closer looks after what takes a while: the plane trained, drawn without training', async ({ page }) => {
  await open(page, '&closer=plane&time=0.08');
  await page.getByTestId('plane-train').click();
  await expect(page.getByTestId('plane-stop')).toBeVisible();
  await expect(page.getByTestId('plane-train')).toBeVisible({ timeout: 300_000 });
  await page.waitForTimeout(5000);
  await photograph(page, 'closer-plane-trained', 'panel-closer');
  await open(page, '&closer=denoiser&time=0.5&n=10');
  await page.getByTestId('draw-untrained').click();
  await expect(page.getByTestId('draw-untrained')).toBeVisible({ timeout: 900_000 });
  await photograph(page, 'closer-denoiser-drawn', 'panel-closer');
});

for (const embed of ['schedule', 'forward', 'training', 'reverse', 'lesson:t3']) {
  test(`alone in a frame: ${embed}`, async ({ page }) => {
    const folder = path.resolve(
      import.meta.dirname,
      '../../test-results/gallery',
      `embed-${embed.replace(':', '-')}`,
    );
    for (const theme of ['light', 'dark']) {
      for (const width of [390, 720]) {
        await page.setViewportSize({ width, height: 400 });
        await page.goto(`?embed=${embed}&theme=${theme}&data=strokes&T=200`);
        await expect(page.getByTestId('time-ruler')).toBeVisible();
        await page.waitForTimeout(1500);
        const height = await page.getByTestId('embed').evaluate((shell) => shell.scrollHeight);
        await page.setViewportSize({ width, height });
        await page.waitForTimeout(500);
        await page.screenshot({ path: path.join(folder, `${width}-${theme}.png`) });
      }
    }
  });
}

test('a finished lesson with its code, and the teacher’s list', async ({ page }) => {
  await page.addInitScript(() =>
    localStorage.setItem(
      'lab-lessons',
      JSON.stringify({ t3: { page: 7, done: [0, 1, 2, 3, 4, 5, 6, 7], answers: {}, seed: 77 } }),
    ),
  );
  await open(page, '&lesson=t3.8');
  const code = (await page.getByTestId('proof-code').textContent()) ?? '';
  await photograph(page, 'lesson-code');
  await page.getByTestId('lessons').click();
  const entry = page.getByRole('listitem').filter({ has: page.getByTestId('lesson-t3') });
  await entry.getByRole('button', { name: 'Notes for teachers' }).click();
  await entry.getByRole('textbox').fill(`Ada ${code}\nBob 0000-0000\nCy ${code}`);
  await entry.getByTestId('proof-verdict').last().scrollIntoViewIfNeeded();
  await photograph(page, 'lesson-codes-checked');
});
