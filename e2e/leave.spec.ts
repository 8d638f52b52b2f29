// Leaving the page: a question while it holds a model that no file does.
import type { Page } from '@playwright/test';
import type { StepReport } from '../src/lab/reports';
import type { WorkerCommand, WorkerEvent } from '../src/worker/protocol';
import { exported, open } from './page';
import { expect, test } from './support';
import { replaceWorker } from './worker';

/** The script of a worker whose training takes one step. */
function quickWorker(): void {
  const shape = { height: 28, width: 28, channels: 1 };
  const report: StepReport = {
    step: 1,
    steps: 1,
    losses: Float64Array.of(0.5),
    gradientNorms: Float64Array.of(1),
    quartileLosses: new Float64Array(4),
    learningRate: 1e-3,
    stepsPerSecond: 1,
    imagesPerSecond: 1,
    secondsLeft: 0,
    gpuBytes: 1,
  };
  const info = {
    ...shape,
    name: 'strokes',
    count: 1,
    classNames: ['0'],
    credit: '',
    preview: new Uint8Array(28 * 28),
    previewLabels: new Uint8Array(1),
  };
  self.onmessage = ({ data }: MessageEvent<WorkerCommand>) => {
    const { request } = data;
    const post = (event: WorkerEvent): void => self.postMessage(event);
    if (data.type === 'open')
      post({ request, type: 'opened', backend: 'webgpu', adapter: 'quick', software: true });
    if (data.type === 'load-data') post({ request, type: 'data', info });
    if (data.type === 'save') post({ request, type: 'saved', checkpoint: new ArrayBuffer(8) });
    if (data.type !== 'train') return;
    post({
      request,
      type: 'training',
      fresh: true,
      config: data.config,
      parameters: 1,
      shape,
      classNames: [],
    });
    post({ request, type: 'report', report });
    post({ request, type: 'trained', step: 1, stopped: false });
  };
}

/** Whether the page asks before it goes; it stays. */
async function asks(page: Page): Promise<boolean> {
  let asked = false;
  page.once('dialog', (dialog) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.dismiss();
  });
  // A cancelled navigation fails; the same place on the page is no navigation.
  await page.goto(`${page.url()}&left=1`, { timeout: 5000 }).catch(() => undefined);
  return asked;
}

test('asks before a trained model is left behind, and no longer when a file holds it', async ({ page }) => {
  await replaceWorker(page, `(${quickWorker.toString()})();`);
  await open(page);
  await page.getByTestId('train').click();
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '1');
  expect(await asks(page)).toBe(true);
  await exported(page, 'model');
  expect(await asks(page)).toBe(false);
});
