// The closer looks at the model in the box: its layers, its bits a dimension, and how long the looks take.
import type { Locator, Page } from '@playwright/test';
import { planeSets } from '../src/diffusion/plane/sets';
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

test('the lesson on copying ends with the network, which draws beside the others', async ({ page }) => {
  await page.goto('?data=mnist&lesson=copy.5&n=20&time=0.5');
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });
  const [lesson, panel] = [page.getByTestId('lesson'), page.getByTestId('panel-closer')];
  await expect(lesson).toHaveAttribute('data-done', 'false');
  await page.getByTestId('pretrained').click();
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '1200', { timeout: 120_000 });
  await slider(page, 'Time').press('Home');
  await slider(page, 'Time').press('PageUp');
  await expect(lesson).toHaveAttribute('data-done', 'true');
  await expect(panel.getByTestId('denoised-model')).toContainText('off by', patience);

  await panel.getByTestId('draw-untrained').click();
  const distances: Record<string, number> = {};
  for (const name of ['optimal', 'linear', 'patch', 'model']) {
    const row = panel.getByTestId(`drawn-${name}`);
    await expect(row).toContainText('from the nearest training picture', patience);
    distances[name] = parseFloat(/[\d.]+/.exec((await row.textContent()) ?? '')?.[0] ?? '');
  }
  console.log(`from the nearest training picture: ${JSON.stringify(distances)}`);
  expect(distances.optimal).toBeLessThan(0.01);
  expect(distances.model).toBeGreaterThan(0.05);
  await page.getByTestId('lesson-next').click();
  await expect(panel).toBeHidden();
});

const secondsSince = (began: number): string => ((Date.now() - began) / 1000).toFixed(1);

/** Seconds until what a selector finds says something, looked at with every frame. */
async function secondsUntil(page: Page, selector: string, text: RegExp = /./): Promise<string> {
  const began = Date.now();
  await page.waitForFunction(
    ([of, pattern]) => new RegExp(pattern).test(document.querySelector(of)?.textContent ?? ''),
    [selector, text.source] as const,
    patience,
  );
  return secondsSince(began);
}

test('prints how long the perfect denoiser takes', async ({ page }) => {
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
});

/** Half of the points within three standard deviations of the moons, nine of ten within six. */
function areMoons(columns: ReadonlyMap<string, readonly number[]>): boolean {
  const { centres } = planeSets.moons();
  const [x = [], y = []] = ['x, t = 0', 'y, t = 0'].map((name) => columns.get(name));
  const distances = x
    .map((across, i) =>
      Math.min(
        ...Array.from({ length: centres.length / 2 }, (_, k) =>
          Math.hypot(across - centres[2 * k]!, y[i]! - centres[2 * k + 1]!),
        ),
      ),
    )
    .toSorted((a, b) => a - b);
  const upTo = (share: number): number => distances[Math.floor(share * distances.length)] ?? Infinity;
  return upTo(0.5) < 0.12 && upTo(0.9) < 0.25;
}

test('prints how long the plane takes until its points are moons', async ({ page }) => {
  await page.goto('?data=strokes&closer=plane&time=0');
  const panel = page.getByTestId('panel-closer');
  await panel.getByRole('button', { name: /Show the numbers of: Points drawn/ }).click();
  const drawn = panel.getByRole('figure').filter({ hasText: 'The way back' });
  const began = Date.now();
  await panel.getByTestId('plane-train').click();
  await expect
    .poll(async () => areMoons(await columnsOf(drawn)), { intervals: [100], ...patience })
    .toBe(true);
  const moons = secondsSince(began);
  await secondsUntil(page, '[data-testid=plane-train]');
  console.log(`plane: moons after ${moons} s, trained after ${secondsSince(began)} s`);
});
