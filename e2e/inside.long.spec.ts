// The closer looks at the model in the box: its layers, its bits a dimension, and how long the looks take.
import type { Locator, Page } from '@playwright/test';
import { expectNoViolation } from './axe';
import { columnsOf } from './modelPage';
import { pixels, press, slider } from './page';
import { expect, test } from './support';

/** A software driver compiles for minutes where other work runs beside it. */
const patience = { timeout: 600_000 };

async function openTrained(page: Page, data: string): Promise<Locator> {
  await page.goto(`?data=${data}&time=0.4`);
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });
  await page.getByTestId('pretrained').click();
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '1200', { timeout: 120_000 });
  return page.getByTestId('panel-closer');
}

async function look(page: Page, name: string): Promise<void> {
  await page.getByTestId('closer-menu').click();
  await page.getByTestId(`closer-${name}`).click();
}

test('what every layer of a trained model computes is looked at', async ({ page }) => {
  const panel = await openTrained(page, 'strokes');
  await look(page, 'inside');
  const inside = panel.getByTestId('inside');
  await expect(inside).toBeVisible(patience);
  // Two resolutions on the way down, the bottom, and as many on the way up.
  await expect(panel.getByTestId('inside-network').getByRole('listitem')).toHaveCount(5);
  const facts = panel.getByTestId('inside-facts');
  await expect(facts).toContainText('conv2d, own WGSL kernel');
  const layer = panel.getByTestId('inside-layer').getByRole('combobox', { name: 'Layer' });
  await layer.selectOption('conv_norm_out');
  await expect(facts).toContainText('groupNorm, own WGSL kernel');
  await panel
    .getByRole('button', { name: 'Show the numbers of: What came into the norm, group by group' })
    .click();
  const groups = await columnsOf(panel.getByTestId('inside-norm'));
  expect(groups.get('group')).toEqual([1, 2, 3, 4]);
  await panel.getByRole('button', { name: 'Channel 3', exact: true }).click();
  await expect(panel.getByTestId('inside-layer')).toContainText('Channel 3: mean');

  const attention = panel.getByTestId('inside-attention');
  await expect(attention.getByRole('listitem')).toHaveCount(4);
  const head = attention.getByRole('img', { name: 'Head 1' });
  const before = await pixels(head);
  await attention.getByRole('slider').focus();
  await press(page, 'ArrowUp', 2);
  await expect.poll(() => pixels(head)).not.toBe(before);
  await expectNoViolation(page, 'inside', '[data-testid="panel-closer"]');

  const channels = panel.getByTestId('inside-channels').getByRole('img');
  const atRest = await pixels(channels);
  await slider(page, 'Time').press('PageUp');
  await expect.poll(() => pixels(channels), patience).not.toBe(atRest);
  await panel.getByRole('button', { name: 'Close this look' }).click();
});

/** The numbers beside the names of a list of facts. */
const factsOf = (facts: Locator): Promise<number[]> =>
  facts.locator('dd').evaluateAll((all) => all.map((one) => parseFloat(one.textContent ?? '')));

test('bits a dimension of a trained model are measured, stopped, and measured to the end', async ({
  page,
}) => {
  const panel = await openTrained(page, 'mnist');
  await look(page, 'bits');
  const [measure, facts] = [panel.getByTestId('bits-measure'), panel.getByTestId('bits-facts')];
  await measure.click();
  await expect(facts).toBeVisible(patience);
  await panel.getByRole('button', { name: 'Stop' }).click();
  await expect(measure).toBeVisible(patience);
  await expect(facts).not.toContainText('100 pictures');

  await measure.click();
  await expect(facts).toContainText('100 pictures', patience);
  await expect(measure).toBeVisible();
  const [total = Number.NaN, prior = Number.NaN, steps = Number.NaN, decoder = Number.NaN] =
    await factsOf(facts);
  console.log(`bits a dimension: ${total}, steps ${steps}, decoder ${decoder}`);
  expect(Math.abs(prior + steps + decoder - total)).toBeLessThan(0.002);
  expect(Math.min(steps, decoder)).toBeGreaterThan(0);

  await panel.getByRole('button', { name: 'Show the numbers of: Bits of a single step' }).click();
  const curve = await columnsOf(panel.getByTestId('bits-curve'));
  const bits = curve.get('one step back at t') ?? [];
  expect(bits).toHaveLength(10);
  expect(bits[0]).toBeGreaterThan(bits.at(-1) ?? Infinity);
  await expect(panel.getByTestId('weights-facts')).toContainText('Of the measured loss');
  await expectNoViolation(page, 'bits', '[data-testid="panel-closer"]');
});

/** Seconds until what a selector finds says something, looked at with every frame. */
async function secondsUntil(page: Page, selector: string, text: RegExp = /./): Promise<string> {
  const began = Date.now();
  await page.waitForFunction(
    ([of, pattern]) => new RegExp(pattern).test(document.querySelector(of)?.textContent ?? ''),
    [selector, text.source] as const,
    patience,
  );
  return ((Date.now() - began) / 1000).toFixed(1);
}

test('prints how long the perfect denoiser, the plane and the map take', async ({ page }) => {
  const panel = await openTrained(page, 'mnist');
  await look(page, 'denoiser');
  await expect(panel.getByTestId('denoised-patch')).toContainText('60,000', patience);
  const answer = '[data-testid=denoised-optimal]';
  for (let step = 1; step <= 3; step += 1) {
    await slider(page, 'Time').press('ArrowRight');
    await page.waitForSelector(`${answer}[data-stale]`);
    const first = await secondsUntil(page, `${answer}:not([data-stale])`);
    const all = await secondsUntil(page, answer, /60,000/);
    console.log(
      `perfect denoiser, step ${step}: first answer after ${first} s, that of 60,000 ${all} s later`,
    );
  }

  await look(page, 'plane');
  await panel.getByTestId('plane-train').click();
  const near = await secondsUntil(page, '[data-testid=plane-agreement]', /alike(0\.9[7-9]|1)/);
  const trained = await secondsUntil(page, '[data-testid=plane-train]');
  const drawn = await secondsUntil(page, '[data-testid=panel-closer]', /1,000 points on their way/);
  console.log(`plane: cosine 0.97 after ${near} s, trained ${trained} s later, drawn ${drawn} s later`);

  await look(page, 'map');
  const steps = panel.getByRole('textbox', { name: 'Sampling steps, exact value' });
  await steps.fill('30');
  await steps.press('Enter');
  await panel.getByTestId('map-draw').click();
  const sampled = await secondsUntil(page, '[data-testid=map-draw]');
  const found = await secondsUntil(page, '[data-testid=map-facts]');
  console.log(`map of 64 × 30 steps: sampled in ${sampled} s, found ${found} s later`);
});
