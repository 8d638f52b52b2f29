// The oldest browser of the README's table on a GPU that works, and a GPU that is taken away while it trains.
import { arrive, lossesOf } from './death';
import { pauseAfter } from './keptPage';
import { stepOf } from './page';
import { expect, test } from './support';
import { labWorker, old, prependToWorker } from './worker';

/** Keeps the device in the worker's reach. */
const keepDevice = `{
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (asked) {
    return (globalThis.deviceOfTest = await request.call(this, asked));
  };
}`;

test('an old browser with WebGPU trains; its device is lost, and one click goes on from what was kept', async ({
  page,
}) => {
  await page.addInitScript(old);
  await prependToWorker(page, old + keepDevice);
  await arrive(page, 4000);
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i);
  await page.getByTestId('train').click();
  const keptAt = await pauseAfter(page, 1);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => stepOf(page), { timeout: 600_000 }).toBeGreaterThan(keptAt + 5);

  const worker = labWorker(page);
  expect(await worker.evaluate(() => 'info' in GPUAdapter.prototype)).toBe(false);
  await worker.evaluate(() => (globalThis as unknown as { deviceOfTest: GPUDevice }).deviceOfTest.destroy());
  const failure = page.getByTestId('failure');
  await expect(failure).toContainText('The browser took the GPU away.');
  const losses = await lossesOf(page);
  expect(losses.length).toBeGreaterThan(keptAt + 5);

  await failure.getByRole('button', { name: 'Start again' }).click();
  await expect(failure).toBeHidden({ timeout: 120_000 });
  await pauseAfter(page, losses.length);
  // What was trained after the pause is trained again, as if nothing had happened.
  expect((await lossesOf(page)).slice(0, losses.length)).toEqual(losses);
});
