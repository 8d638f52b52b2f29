// A soak: thousands of steps with previews, saves, samplings and schedule changes, and nothing grows.
import type { Page, Worker } from '@playwright/test';
import { appendTrace, emptyTrace } from '../src/lab/trace';
import { draw, set } from './modelPage';
import { ready } from './keptPage';
import { stepOf } from './page';
import { expect, test } from './support';
import { heapOf, prependToWorker, workerHeap } from './worker';

/** Before the soak: the film has all of its rows then, and the curves all of their points. */
const prepared = 1200;
const steps = prepared + 3000;
/** Programs and pools fill up until here. */
const settled = prepared + 300;
const between = 150;
const address = `?data=strokes&T=50&batch=2&model=playground&opt=adam&width=8&steps=${steps}&n=2&count=2&cfg=1&time=0.2`;

/** Runs before the worker's own script: counts the buffers that live on the GPU, and their bytes. */
function countBuffers(): void {
  const live = { buffers: 0, bytes: 0 };
  const make = GPUDevice.prototype.createBuffer;
  const end = GPUBuffer.prototype.destroy;
  const known = new WeakSet<GPUBuffer>();
  GPUDevice.prototype.createBuffer = function (this: GPUDevice, descriptor: GPUBufferDescriptor) {
    const buffer = make.call(this, descriptor);
    known.add(buffer);
    live.buffers += 1;
    live.bytes += descriptor.size;
    return buffer;
  };
  GPUBuffer.prototype.destroy = function (this: GPUBuffer) {
    if (known.delete(this)) {
      live.buffers -= 1;
      live.bytes -= this.size;
    }
    return end.call(this);
  };
  Object.assign(globalThis, { live });
}

interface Reading {
  readonly step: number;
  readonly gpuBytes: number;
  readonly buffers: number;
  readonly tensors: number;
  readonly workerHeap: number;
  readonly pageHeap: number;
}

const figures = ['gpuBytes', 'buffers', 'tensors', 'workerHeap', 'pageHeap'] as const;

/** At rest: what is in flight would count too. */
async function read(page: Page, worker: Worker): Promise<Reading> {
  const held = await worker.evaluate(() => {
    const { live, _tfengine } = globalThis as unknown as {
      live: { buffers: number; bytes: number };
      _tfengine: { state: { numTensors: number } };
    };
    return { gpuBytes: live.bytes, buffers: live.buffers, tensors: _tfengine.state.numTensors };
  });
  const { all } = await heapOf(page);
  return { step: await stepOf(page), ...held, workerHeap: await workerHeap(page), pageHeap: all * 1e6 };
}

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Slope of the line of least squares. */
function slopeOf(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [meanOf(x), meanOf(y)];
  const products = x.map((one, i) => (one - mx) * ((y[i] ?? Number.NaN) - my));
  return meanOf(products) / meanOf(x.map((one) => (one - mx) ** 2));
}

/** Values without what goes along with others. */
function without(others: readonly number[], values: readonly number[]): readonly number[] {
  const slope = slopeOf(others, values);
  return values.map((value, i) => value - slope * (others[i] ?? Number.NaN));
}

/** Places of the loss's curve after so many steps: from half of its capacity to all, and then half again. */
const placesAt = (step: number): number => appendTrace(emptyTrace(), new Float64Array(step)).buckets.length;

/**
 * Growth from the first reading to the last along the plane of least squares over steps and the curves' places, as a share
 * of the mean: what curves hold goes up and down within bounds, which is no growth.
 */
function growth(steps: readonly number[], values: readonly number[]): number {
  const places = steps.map(placesAt);
  const slope = slopeOf(without(places, steps), without(places, values));
  return (slope * ((steps.at(-1) ?? 0) - (steps[0] ?? 0))) / meanOf(values);
}

/** What a visitor does meanwhile: draws, bends the schedule and takes it back, changes the learning rate. */
async function meddle(page: Page, turn: number): Promise<void> {
  await draw(page);
  await set(page, 'Cosine offset s', 0.02);
  await draw(page);
  await set(page, 'Cosine offset s', 0.008);
  await set(page, 'Learning rate', turn % 2 === 0 ? 0.001 : 0.002);
}

test(`holds what it holds over ${steps - prepared} steps of previews, saves, samplings and schedule changes`, async ({
  page,
}) => {
  await prependToWorker(page, `(${countBuffers.toString()})();`);
  await page.goto(address);
  await ready(page);
  await page.getByRole('switch', { name: 'More settings' }).check();
  const [worker] = page.workers();
  if (!worker) throw new Error('The page has no worker.');
  await page.getByTestId('train').click();
  const readings: Reading[] = [];
  const pause = page.getByRole('button', { name: 'Pause', exact: true }).first();
  for (let next = settled; next < steps; next += between) {
    await expect
      .poll(() => stepOf(page), { timeout: 1_200_000, intervals: [2000] })
      .toBeGreaterThanOrEqual(next);
    await pause.click();
    const resume = page.getByRole('button', { name: 'Resume' });
    await expect(resume).toBeVisible({ timeout: 60_000 });
    await meddle(page, next / between);
    const reading = await read(page, worker);
    readings.push(reading);
    const rows = await page.getByTestId('learning-film').getAttribute('data-rows');
    const held = figures.map((figure) => `${figure} ${reading[figure]}`).join(', ');
    console.log(`${held} at ${reading.step}, ${rows} rows in the film`);
    await resume.click();
  }
  await expect(page.getByTestId('train')).toBeVisible({ timeout: 600_000 });
  await expect(page.getByTestId('failure')).toBeHidden();
  for (const figure of figures) {
    const share = growth(
      readings.map(({ step }) => step),
      readings.map((reading) => reading[figure]),
    );
    console.log(`${figure} grows by ${(100 * share).toFixed(2)} %`);
    expect.soft(Math.abs(share), figure).toBeLessThan(0.01);
  }
});
