// Files that the visitor brings: the files of a data set, pictures to train on, and what cannot be used.
import type { JSHandle, Page } from '@playwright/test';
import { chooseFiles, open, openFiles } from './page';
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
    // As a browser names what is downloaded a second time, and as an old disk spells it.
    await openFiles(page, [[images, 'train-images-idx3-ubyte (1).gz']]);
    await expect(page.getByTestId('failure')).toContainText(`The file ${labels} is missing`);
    await openFiles(page, [[labels, 'LABELS']]);
    await expect(page.getByTestId('status')).toContainText('MNIST by Yann LeCun');
    await expect(page.getByTestId('failure')).toBeHidden();
    // The first three digits of the training set.
    const choice = page.getByRole('group', { name: 'Choose an image' });
    for (const [i, digit] of [5, 0, 4].entries()) {
      await expect(choice.getByRole('button', { name: `Image ${i + 1}, ${digit}` })).toBeVisible();
    }
  });
});

test('letters of EMNIST stand upright and are called by their names, and a set without its labels says so', async ({
  page,
}) => {
  await open(page);
  const count = 60;
  // Letters as they are published, column by column: each a white bar along the top, which lies along the left there.
  const pixels = Buffer.alloc(count * 784, 0);
  for (let i = 0; i < count; i += 1)
    for (let x = 4; x < 24; x += 1) pixels.fill(255, 784 * i + 28 * x + 4, 784 * i + 28 * x + 8);
  const labels = Buffer.from(Array.from({ length: count }, (_, i) => 1 + (i % 26)));
  const idx = (values: Buffer, ...numbers: readonly number[]): Buffer => {
    const header = Buffer.alloc(4 * numbers.length);
    numbers.forEach((number, i) => header.writeUInt32BE(number, 4 * i));
    return Buffer.concat([header, values]);
  };
  const files = [
    { name: 'emnist-letters-train-images-idx3-ubyte', buffer: idx(pixels, 0x803, count, 28, 28) },
    { name: 'emnist-letters-train-labels-idx1-ubyte', buffer: idx(labels, 0x801, count) },
  ].map((file) => ({ ...file, mimeType: '' }));
  await chooseFiles(page, files.slice(0, 1));
  await expect(page.getByTestId('failure')).toContainText(
    'The file emnist-letters-train-labels-idx1-ubyte.gz is missing',
  );
  await chooseFiles(page, files);
  await expect(page.getByTestId('status')).toContainText('EMNIST by Gregory Cohen');
  const choice = page.getByRole('group', { name: 'Choose an image' });
  const first = choice.getByRole('button', { name: 'Image 1, A' });
  await expect(first).toBeVisible();
  const lit = await first.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const bytes = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const at = (x: number, y: number): number => bytes[4 * (y * canvas.width + x)] ?? 0;
    return [at(20, 5), at(5, 20)].map((byte) => byte > 200);
  });
  expect(lit).toEqual([true, false]);
  const classes = page.getByRole('radiogroup', { name: 'Which class to draw' });
  // Each in turn, no class, and the alphabet.
  await expect(classes.getByRole('radio')).toHaveCount(28);
  await expect(classes.getByText('Z', { exact: true })).toBeVisible();
});

test('small grey pictures stay as they are, and a drawing is a picture too', async ({ page }) => {
  await open(page);
  await page.dispatchEvent('body', 'drop', { dataTransfer: await greys(page, 20, 28) });
  await page.getByTestId('own-take').click();
  await expect(page.getByTestId('controls')).toContainText('20 images, 28 × 28 pixels, grey');

  await page.dispatchEvent('body', 'drop', { dataTransfer: await drawing(page) });
  const notice = page.getByRole('alert');
  await expect(notice).toContainText(
    '“disc.svg” was fitted to the data set: only the middle square is used, colours became grey, and what is transparent became black.',
  );
  const corner = (): Promise<number> =>
    page
      .getByTestId('ruler-picture')
      .evaluate(
        (canvas: HTMLCanvasElement) => canvas.getContext('2d')?.getImageData(1, 1, 1, 1).data[0] ?? -1,
      );
  await page.getByRole('slider', { name: 'Time', exact: true }).press('Home');
  await expect.poll(corner).toBe(0);
  await page.getByTestId('on-white').click();
  await expect.poll(corner).toBe(255);
  await expect(notice).toBeHidden();
});

test('a link to own images says at once that they are not here', async ({ page }) => {
  await page.goto('?data=own&T=200');
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('Your own images are not here');
  await expect(notice).toContainText('shown until then: Strokes (built in).');
  const classes = page.getByRole('radiogroup', { name: 'Which class to draw' });
  await expect(classes).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: await greys(page, 16, 28) });
  await page.getByTestId('own-take').click();
  await expect(page.getByTestId('controls')).toContainText('16 images');
  await expect(notice).toBeHidden();
  // They are of one class, which needs no choice.
  await expect(classes).toBeHidden();
});

test('small images get a border where it is asked for', async ({ page }) => {
  await open(page);
  await page.getByRole('switch', { name: 'More settings' }).check();
  const pictures = page.getByRole('group', { name: 'Choose an image' }).locator('canvas');
  const side = (): Promise<number> => pictures.first().evaluate((canvas: HTMLCanvasElement) => canvas.width);
  await expect.poll(side).toBe(28);
  await page.getByRole('switch', { name: 'Pad to 32 × 32' }).press('Space');
  await expect.poll(side).toBe(32);
});

test('of another version of a data set the files are named that are wanted', async ({ page }) => {
  await open(page);
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['\u0080\u0003}q'], 'data_batch_1'));
    transfer.items.add(new File(['II*'], 'scan.tiff', { type: 'image/tiff' }));
    return transfer;
  });
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('2 files were not opened: data_batch_1 and scan.tiff.');
  await expect(notice).toContainText('Pictures (PNG, JPEG, WebP, GIF, AVIF, BMP, SVG)');
  await expect(notice).toContainText('fetch cifar-10-binary.tar.gz instead');
});

test('pictures that are dropped are trained on, and other files are named', async ({ page }) => {
  await open(page);
  const dropped = await pictures(page, 16);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped });
  await expect(page.getByText('Drop it here:')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  await expect(page.getByText('Drop it here:')).toBeHidden();
  await page.getByTestId('own-take').click();
  await expect(page.getByRole('combobox', { name: 'Images' })).toHaveValue('own');
  await expect(page.getByTestId('controls')).toContainText('16 images');
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

/** Grey squares. */
const greys = (page: Page, count: number, side: number): Promise<JSHandle<DataTransfer>> =>
  page.evaluateHandle(
    async ([n, size]) => {
      const transfer = new DataTransfer();
      for (let i = 0; i < n; i += 1) {
        const canvas = new OffscreenCanvas(size, size);
        const context = canvas.getContext('2d');
        if (context) context.fillStyle = `rgb(${10 * i} ${10 * i} ${10 * i})`;
        context?.fillRect(0, 0, size, size);
        transfer.items.add(new File([await canvas.convertToBlob()], `${i}.png`, { type: 'image/png' }));
      }
      return transfer;
    },
    [count, side] as const,
  );

/** A red disc on nothing, wider than high. */
const drawing = (page: Page): Promise<JSHandle<DataTransfer>> =>
  page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><circle cx="15" cy="10" r="8" fill="red"/></svg>';
    transfer.items.add(new File([svg], 'disc.svg', { type: 'image/svg+xml' }));
    return transfer;
  });

/** Squares of different greys, and a text. */
const pictures = (page: Page, count: number): Promise<JSHandle<DataTransfer>> =>
  page.evaluateHandle(async (n) => {
    const transfer = new DataTransfer();
    for (let i = 0; i < n; i += 1) {
      const canvas = new OffscreenCanvas(40, 40);
      const context = canvas.getContext('2d');
      if (context) context.fillStyle = `rgb(${15 * i} 0 0)`;
      context?.fillRect(0, 0, 40, 40);
      transfer.items.add(new File([await canvas.convertToBlob()], `${i}.png`, { type: 'image/png' }));
    }
    transfer.items.add(new File(['hello'], 'notes.txt', { type: 'text/plain' }));
    return transfer;
  }, count);
