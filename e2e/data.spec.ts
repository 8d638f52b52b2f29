// Where the images come from: from place to place until one answers, what each of them did, a way out of waiting; and
// what the browser keeps of them.
import type { Locator, Page } from '@playwright/test';
import { expectNoViolation } from './axe';
import { pixels } from './page';
import { expect, test } from './support';

test.use({ allowedProblems: [/^foreign request|ERR_FAILED|CORS policy|status of 500/] });

test('places that misbehave are passed over and told of, and a download can be cancelled', async ({
  page,
}) => {
  const digits = await (await page.request.get('data/train-images-idx3-ubyte.gz')).body();
  // A sign-in page; a mirror that allows no other origin to read it; one that is out of order.
  await page.route('**/data/train-*', (route) =>
    route.fulfill({ contentType: 'application/octet-stream', body: '<!doctype html><title>Sign in</title>' }),
  );
  await page.route('https://cdn.jsdelivr.net/**', (route) =>
    route.fulfill({ body: digits, headers: { 'access-control-allow-origin': 'https://elsewhere.example' } }),
  );
  await page.route('https://storage.googleapis.com/**', (route) =>
    route.fulfill({ status: 500, headers: { 'access-control-allow-origin': '*' } }),
  );
  await page.goto('?data=mnist&T=200');
  const failure = page.getByTestId('failure');
  await expect(failure).toContainText('In place of the file train-images-idx3-ubyte.gz a web page came');

  await page.unroute('**/data/train-*');
  await page.route('**/data/train-*', (route) => route.fulfill({ status: 404 }));
  await failure.getByRole('button', { name: 'Try again' }).click();
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('Hand-drawn strokes are shown instead.');
  await notice.getByText('Technical details').click();
  await expect(notice).toContainText('The folder data/ beside the page has no train-images-idx3-ubyte.gz');
  await expect(notice).toContainText('cdn.jsdelivr.net cannot be reached.');
  await expect(notice).toContainText('storage.googleapis.com answered with status 500.');
  await notice.getByRole('button', { name: 'Close' }).click();

  // A server that takes the question and says nothing.
  await page.unroute('**/data/train-*');
  await page.route('**/data/train-*', () => undefined);
  await page.getByRole('combobox', { name: 'Images' }).selectOption('fashionMnist');
  await page.getByRole('combobox', { name: 'Images' }).selectOption('mnist');
  const download = page.getByTestId('download');
  await expect(download).toContainText('Waiting for train-images-idx3-ubyte.gz');
  await download.getByRole('button', { name: 'Cancel' }).click();
  await expect(failure).toContainText('You cancelled the download.');
  await expect(page.getByTestId('forward-strip')).toBeVisible();
});

/** Everything that is asked for at data/ or elsewhere is refused. */
const cutOff = (page: Page): Promise<unknown> => page.route(/\/data\/|^https:/, (route) => route.abort());

const openStorage = async (page: Page): Promise<Locator> => {
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByTestId('kept-all').click();
  return page.getByTestId('storage');
};

const digitsAreHere = (page: Page): Promise<void> =>
  expect(page.getByTestId('status')).toContainText('MNIST by Yann LeCun');

test('images are kept for the next visit, until they are deleted', async ({ page }) => {
  await page.goto('?data=mnist&T=200');
  await digitsAreHere(page);
  const kept = (await openStorage(page)).getByTestId('kept-data-item');
  // They are written while the page goes on; a dialog that is opened again looks again.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('storage')).toBeHidden({ timeout: 2000 });
    await openStorage(page);
    await expect(kept).toContainText(/MNIST.*9\.\d+ MB/, { timeout: 500 });
  }).toPass();
  await expect(page.getByTestId('storage')).toContainText(/In use: .*B\. Free for this page: about/);
  await expectNoViolation(page, 'storage', '[role=dialog]');

  await cutOff(page);
  await page.reload();
  await digitsAreHere(page);
  await (await openStorage(page)).getByRole('button', { name: 'Delete: MNIST digits' }).click();
  await expect(kept).toHaveCount(0);
  await expect(page.getByTestId('storage')).toContainText('Nothing is kept yet.');

  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Hand-drawn strokes are shown instead.');
});

/** As if the worker's browser were another one: the code runs before anything of the page asks it. */
const inWorker = (page: Page, code: string): Promise<unknown> =>
  page.route('**/assets/lab.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()};{${code}}` });
  });

test('with storage denied the page works, and says so', async ({ page }) => {
  await inWorker(
    page,
    `const denied = () => Promise.reject(new DOMException('denied', 'SecurityError'));
     navigator.storage.getDirectory = denied; CacheStorage.prototype.open = denied;`,
  );
  await page.goto('?data=mnist&T=200');
  await digitsAreHere(page);
  await expect(page.getByRole('alert')).toContainText('This browser does not keep your runs between visits');
  await expect(await openStorage(page)).toContainText('This browser keeps nothing for this page');
});

test('with storage full the page works, says what to do, and keeps no half of a set', async ({ page }) => {
  // Room for a run's few bytes, and for a part of the images: some browsers throw, others write what there is room for.
  await inWorker(
    page,
    `const { write } = FileSystemSyncAccessHandle.prototype;
     FileSystemSyncAccessHandle.prototype.write = function (bytes, options) {
       return write.call(this, bytes.subarray(0, 1e6), options);
     };`,
  );
  await page.goto('?data=mnist&T=200');
  await digitsAreHere(page);
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('The images could not be kept for your next visit');
  await expect(notice).toContainText(
    'free some on the disk, or delete what is kept under Export → “Storage …”',
  );
  await expect(await openStorage(page)).toContainText('Nothing is kept yet.');
});

test('images are kept in Cache Storage where there is no private file system, and deleted from there', async ({
  page,
}) => {
  await inWorker(page, `navigator.storage.getDirectory = undefined;`);
  await page.goto('?data=mnist&T=200');
  await digitsAreHere(page);
  const kept = (): Promise<number> =>
    page.evaluate(async () => (await (await caches.open('diffusion-lab')).keys()).length);
  // Images and labels.
  await expect.poll(kept).toBe(2);
  await cutOff(page);
  await page.reload();
  await digitsAreHere(page);
  const storage = await openStorage(page);
  await expect(storage.getByTestId('kept-data-item')).toContainText(/MNIST.*9\.\d+ MB/);
  await storage.getByRole('button', { name: 'Delete: MNIST digits' }).click();
  await expect(storage).toContainText('Nothing is kept yet.');
  expect(await kept()).toBe(0);
});

test('the data set can be looked through, and the forward process takes any of its images', async ({
  page,
}) => {
  await page.goto('?data=mnist&T=200');
  await digitsAreHere(page);
  await page.getByTestId('browse').click();
  const browser = page.getByTestId('data-browser');
  await expect(browser).toContainText('60,000 images of 28 × 28 pixels, grey.');
  await expect(browser.getByTestId('class').nth(0)).toHaveText('All60,000');
  await expect(browser.getByTestId('class').nth(2)).toHaveText('16,742');
  await expect(browser.getByTestId('statistics')).toContainText(/grey\s*0\.1307\s*0\.3081/);

  await browser.getByRole('radio').nth(4).check();
  const threes = browser.getByRole('button', { name: /^Image [\d,]+, 3$/ });
  await expect(threes).toHaveCount(40);
  const strip = page.getByTestId('ruler-picture');
  const before = await pixels(strip);
  await threes.nth(5).click();
  await expect(threes.nth(5)).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => pixels(strip)).not.toBe(before);
  await expectNoViolation(page, 'data browser', '[role=dialog]');

  // A link carries it.
  const chosen = await pixels(strip);
  await page.reload();
  await expect.poll(() => pixels(page.getByTestId('ruler-picture'))).toBe(chosen);
});
