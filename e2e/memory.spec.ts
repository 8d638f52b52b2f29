// A long run: what the page remembers of it stays small, and its charts stay light without losing a spike.
import type { Locator } from '@playwright/test';
import type { StepReport } from '../src/lab/reports';
import type { WorkerCommand, DatasetInfo, WorkerEvent } from '../src/worker/protocol';
import { open } from './page';
import { heapOf, replaceWorker } from './worker';
import { expect, test } from './support';

const steps = 20_000;
const spike = { step: 12_345, loss: 40, gradientNorm: 20 } as const;

/**
 * The script of a worker that stands in for training on a GPU: it says of `steps` steps what a real run says at
 * 80 steps a second, only faster: a report every 250 ms, a row of the learning film every 2.5 s.
 */
function syntheticWorker(): void {
  const stepsPerReport = 20;
  const reportsPerRow = 10;
  const post = (event: WorkerEvent, transfer: Transferable[] = []): void =>
    self.postMessage(event, { transfer });

  const reportOf = (first: number, last: number): StepReport => {
    const count = last - first + 1;
    const isSpike = (i: number): boolean => first + i === spike.step;
    const wave = (i: number): number => Math.sin((first + i) * 1.7);
    return {
      step: last,
      steps,
      losses: Float64Array.from({ length: count }, (_, i) => (isSpike(i) ? spike.loss : 0.3 + 0.1 * wave(i))),
      gradientNorms: Float64Array.from({ length: count }, (_, i) =>
        isSpike(i) ? spike.gradientNorm : 0.6 + 0.3 * wave(i),
      ),
      quartileLosses: Float64Array.from({ length: 4 * count }, (_, i) => 0.3 + 0.1 * wave(i)),
      learningRate: 1e-3,
      stepsPerSecond: 80,
      imagesPerSecond: 80 * 128,
      secondsLeft: (steps - last) / 80,
      gpuBytes: 2e8,
    };
  };

  const train = ({ request, config }: Extract<WorkerCommand, { type: 'train' }>): void => {
    post({
      request,
      type: 'training',
      fresh: true,
      config,
      parameters: 1_000_000,
      shape: { height: 28, width: 28, channels: 1 },
      classNames: [],
    });
    let step = 0;
    let reports = 0;
    const goOn = (): void => {
      post({ request, type: 'report', report: reportOf(step + 1, step + stepsPerReport) });
      step += stepsPerReport;
      reports += 1;
      if (reports % reportsPerRow === 0) {
        const pixels = Float32Array.from({ length: 16 * 28 * 28 }, (_, i) => Math.sin(i * step));
        const images = { count: 16, height: 28, width: 28, channels: 1, pixels };
        post({ request, type: 'preview', step, images }, [pixels.buffer]);
      }
      if (step < steps) setTimeout(goOn, 4);
      else post({ request, type: 'trained', step, stopped: false });
    };
    goOn();
  };

  const onePicture: DatasetInfo = {
    name: 'strokes',
    count: 1,
    height: 28,
    width: 28,
    channels: 1,
    classNames: ['0'],
    credit: '',
    preview: new Uint8Array(28 * 28),
    previewLabels: new Uint8Array(1),
  };

  self.onmessage = ({ data }: MessageEvent<WorkerCommand>) => {
    if (data.type === 'open')
      post({ request: data.request, type: 'opened', backend: 'webgpu', adapter: 'synthetic' });
    if (data.type === 'load-data') post({ request: data.request, type: 'data', info: onePicture });
    if (data.type === 'train') train(data);
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The points of each line of a chart, in pixels from the corner of its plot. */
const linesOf = (chart: Locator): Promise<readonly (readonly Point[])[]> =>
  chart.locator('path[data-line]').evaluateAll((paths) =>
    paths.map((path) =>
      [...(path.getAttribute('d') ?? '').matchAll(/[ML]([^,]+),([^ML]+)/g)].map(([, x, y]) => ({
        x: Number(x),
        y: Number(y),
      })),
    ),
  );

test(`keeps the heap under 150 MB and the charts light over ${steps} steps, a spike in sight`, async ({
  page,
}) => {
  const constants = `const steps = ${steps}; const spike = ${JSON.stringify(spike)};`;
  await replaceWorker(page, `${constants} (${syntheticWorker.toString()})();`);
  await open(page, `&steps=${steps}`);
  const before = await heapOf(page);
  await page.getByTestId('train').click({ noWaitAfter: true });
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', String(steps), {
    timeout: 200_000,
  });
  await expect(page.getByTestId('learning-film')).toBeVisible();

  const after = await heapOf(page);
  console.log(
    `heap after ${steps} steps: ${after.objects.toFixed(1)} MB of objects (${before.objects.toFixed(1)} before), ` +
      `${after.all.toFixed(1)} MB with all that they hold (${before.all.toFixed(1)} before)`,
  );
  expect(after.all).toBeLessThan(150);

  const chart = page.getByTestId('loss-chart');
  for (const [view, top] of [
    ['Loss', spike.loss],
    ['By t', null],
    ['Gradient norm', spike.gradientNorm],
  ] as const) {
    await chart.getByText(view, { exact: true }).first().click();
    const lines = await linesOf(chart);
    const points = lines.flat();
    console.log(`${view}: ${lines.map(({ length }) => length).join(' + ')} points`);
    expect(points.length).toBeGreaterThan(300);
    expect(points.length).toBeLessThanOrEqual(2000);
    if (top === null) continue;
    // The axis reaches up to the spike, and the spike up to the end of the axis.
    await expect(chart.locator('text', { hasText: new RegExp(`^${top}$`) })).toHaveCount(1);
    const highest = points.reduce((a, b) => (b.y < a.y ? b : a));
    const last = points.reduce((a, b) => (b.x > a.x ? b : a));
    expect(highest.y).toBeCloseTo(0, 1);
    expect(highest.x / last.x).toBeCloseTo(spike.step / steps, 2);
  }
});
