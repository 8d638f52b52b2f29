// What opens over the page or inside its panels.
import type { Page } from '@playwright/test';

import { open } from '../page';
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
};

for (const [name, openDialog] of Object.entries(dialogs)) {
  test(`the dialog: ${name}`, async ({ page }) => {
    await open(page);
    await openDialog(page);
    await expect(page.getByRole('dialog')).toBeVisible();
    await photograph(page, `dialog-${name}`);
  });
}

test('class mode, with a lesson that asks for a prediction', async ({ page }) => {
  await page.goto('?data=strokes&T=200&lesson=schedule&stage=schedule');
  await expect(page.getByTestId('prediction')).toBeVisible();
  await photograph(page, 'class-mode');
});

for (const name of ['bound', 'denoiser', 'plane']) {
  test(`a closer look: ${name}`, async ({ page }) => {
    await open(page, `&closer=${name}&time=0.4`);
    await expect(page.getByTestId('panel-closer')).toBeVisible();
    await photograph(page, `closer-${name}`);
  });
}
