// Files that the visitor brings: the files of a data set, pictures to train on, and what cannot be used.
import type { JSHandle, Page } from '@playwright/test';
import { open, openFiles } from './page';
import { expect, test } from './support';

test.describe('where no images can be fetched', () => {
  test.use({ allowedProblems: [/^foreign request|ERR_FAILED/] });

  test('MNIST is opened from its files, one of them at first missing', async ({ page }) => {
    await page.route(/\/data\/|^https:/, (route) => route.abort());
    await page.goto('?data=mnist&T=200');
    const notice = page.getByRole('alert');
    await expect(notice).toContainText('Hand-drawn strokes are shown instead.');
    await notice.getByRole('button', { name: 'Close' }).click();

    const [images, labels] = ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'];
    await openFiles(page, [images]);
    await expect(page.getByTestId('failure')).toContainText(`The file ${labels} is missing`);
    await openFiles(page, [labels]);
    await expect(page.getByTestId('status')).toContainText('MNIST by Yann LeCun');
    await expect(page.getByTestId('failure')).toBeHidden();
    // The first three digits of the training set.
    const choice = page.getByRole('group', { name: 'Choose an image' });
    for (const [i, digit] of [5, 0, 4].entries()) {
      await expect(choice.getByRole('button', { name: `Image ${i + 1}, ${digit}` })).toBeVisible();
    }
  });
});

test('pictures that are dropped are trained on, and other files are named', async ({ page }) => {
  await open(page);
  const dropped = await pictures(page, 3);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped });
  await expect(page.getByText('Drop it here:')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  await expect(page.getByText('Drop it here:')).toBeHidden();
  await expect(page.getByRole('combobox', { name: 'Images' })).toHaveValue('own');
  await expect(page.getByTestId('controls')).toContainText('3 images');
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('One file was not opened: notes.txt.');

  // An open notice is said in another language, and stays closed in a third.
  await speak(page, 'Language', 'Русский');
  await expect(notice).toContainText('Не открыт 1 файл: notes.txt.');
  await notice.getByRole('button', { name: 'Закрыть' }).click();
  await expect(notice).toBeHidden();
  await speak(page, 'Язык', 'English');
  await expect(page.getByTestId('train')).toHaveText('Train');
  await expect(notice).toBeHidden();
});

async function speak(page: Page, menu: string, language: string): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: language }).click();
}

/** Squares of different greys, and a text. */
const pictures = (page: Page, count: number): Promise<JSHandle<DataTransfer>> =>
  page.evaluateHandle(async (n) => {
    const transfer = new DataTransfer();
    for (let i = 0; i < n; i += 1) {
      const canvas = new OffscreenCanvas(40, 40);
      const context = canvas.getContext('2d');
      if (context) context.fillStyle = `rgb(${60 * i} 0 0)`;
      context?.fillRect(0, 0, 40, 40);
      transfer.items.add(new File([await canvas.convertToBlob()], `${i}.png`, { type: 'image/png' }));
    }
    transfer.items.add(new File(['hello'], 'notes.txt', { type: 'text/plain' }));
    return transfer;
  }, count);
