// A GPU that is taken away while it trains, in the story of a trained model.
import type { Page } from '@playwright/test';
import { stepOf } from './keptPage';
import { exportedLosses } from './modelTraining';
import { expect } from './support';
import { labWorker, prependToWorker } from './worker';

/** The worker's last device stays in a story's reach. */
export const holdDevice = (page: Page): Promise<unknown> =>
  prependToWorker(
    page,
    `{
      const request = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (asked) {
        return (globalThis.deviceOfTest = await request.call(this, asked));
      };
    }`,
  );

const destroyDevice = (page: Page): Promise<void> =>
  labWorker(page).evaluate(() =>
    (globalThis as unknown as { deviceOfTest: GPUDevice }).deviceOfTest.destroy(),
  );

const lastLosses = async (page: Page): Promise<readonly number[]> =>
  [...(await exportedLosses(page)).values()].at(-1) ?? [];

/** One click goes on from what was kept: what was trained since is trained again, as if nothing had happened. */
export async function loseDeviceAndGoOn(page: Page): Promise<void> {
  const before = await stepOf(page);
  await page.getByRole('button', { name: 'Continue training', exact: true }).click();
  await expect.poll(() => stepOf(page), { timeout: 120_000 }).toBeGreaterThan(before + 2);
  await destroyDevice(page);
  const failure = page.getByTestId('failure');
  await expect(failure).toContainText('The browser took the GPU away.');
  const losses = await lastLosses(page);
  expect(losses.length).toBeGreaterThan(before + 2);

  await failure.getByRole('button', { name: 'Start again' }).click();
  await expect(failure).toBeHidden({ timeout: 120_000 });
  await expect.poll(() => stepOf(page), { timeout: 200_000 }).toBe(before + 20);
  expect((await lastLosses(page)).slice(0, losses.length)).toEqual(losses);
}
