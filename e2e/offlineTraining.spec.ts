// What a visitor trains goes on whatever becomes of the network and of the page itself: without a network after one visit,
// and through the release of a newer version. On WebGL: any browser has it.
import { address } from './keptPage';
import { stepOf } from './page';
import { expect, test } from './support';

test.use({ serviceWorkers: 'allow', allowedProblems: [/ERR_INTERNET_DISCONNECTED/] });

test('after one visit the page trains without a network, and a newer version waits for the end of it', async ({
  page,
  context,
  baseURL,
}) => {
  const training = page.getByTestId('panel-training');
  const update = page.getByTestId('take-update');
  const gpu = page.getByTestId('status-gpu');
  await page.goto(address);
  await expect(gpu).toContainText('WebGL');
  await page.evaluate(() => navigator.serviceWorker.ready);

  await test.step('without a network', async () => {
    await context.setOffline(true);
    await page.reload();
    await expect(gpu).toContainText('WebGL');
    await page.getByTestId('train').click();
    await expect.poll(() => stepOf(page), { timeout: 120_000 }).toBeGreaterThan(0);
  });

  await test.step('a newer version is there, and is not announced', async () => {
    await context.setOffline(false);
    await context.addCookies([{ name: 'release', value: 'next', url: baseURL ?? '' }]);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect
      .poll(() =>
        page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state),
      )
      .toBe('installed');
    const before = await stepOf(page);
    await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(before);
    await expect(update).toHaveCount(0);
  });

  await test.step('until the training is over', async () => {
    await training.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(update).toBeVisible();
    await Promise.all([page.waitForEvent('load'), update.click()]);
    await expect(page.getByTestId('forward-strip')).toBeVisible();
    await expect(update).toHaveCount(0);
  });
});
