// Panel 1: ghost, tabs, notices, the own curve, and the numbers behind the chart.
import { drag, open, placeIn, press, slider } from './page';
import { expect, test } from './support';

test('a slider leaves the former curve behind it as a ghost, and every tab has its table', async ({
  page,
}) => {
  await open(page, '&schedule=linear');
  const panel = page.getByTestId('panel-schedule');
  const curves = panel.locator('path[data-line]');
  await expect(curves).toHaveCount(2);
  const before = await curves.last().getAttribute('d');
  await slider(page, 'β end').focus();
  await press(page, 'ArrowRight', 5);
  await expect(panel.getByText('signal √ᾱ · before')).toBeVisible();
  await expect(curves).toHaveCount(4);
  expect(await curves.last().getAttribute('d')).not.toBe(before);

  await panel.getByRole('button', { name: 'Show the numbers of: Noise schedule' }).click();
  for (const [tab, column] of [
    ['β', 'β'],
    ['ᾱ', 'ᾱ'],
    ['log SNR', 'log₁₀ SNR'],
    ['√ᾱ, √(1−ᾱ)', 'noise √(1−ᾱ)'],
  ] as const) {
    await panel.getByText(tab, { exact: true }).first().click();
    await expect(panel.getByRole('columnheader', { name: column, exact: true })).toBeVisible();
  }
  const times = panel.getByRole('row').locator('td:first-child');
  await expect(times).toHaveText(['0', '20', '40', '60', '80', '100', '120', '140', '160', '180', '200']);
  const last = panel.getByRole('row').last().getByRole('cell');
  await expect(last.first()).toHaveText('200');
});

test('a schedule that keeps the image says so, and one that reaches noise does not', async ({ page }) => {
  await open(page, '&schedule=linear');
  // ᾱ of 200 steps from 1e-4 to 0.02 ends at 0.132, its root at 0.36.
  await expect(page.getByTestId('remark-notNoise')).toContainText('36%');
  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('squaredcos_cap_v2');
  await expect(page.getByTestId('remark-notNoise')).toBeHidden();
});

test('the own curve is dragged by its handles', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('own');
  const panel = page.getByTestId('panel-schedule');
  const handle = panel.getByRole('slider', { name: 'ᾱ at 40% of the time' });
  const from = Number(await handle.getAttribute('aria-valuenow'));
  const drawn = panel.locator('path[data-line="signal"]');
  const curve = await drawn.getAttribute('d');
  const start = await placeIn(handle);
  await drag(page, start, { ...start, y: start.y + 25 });
  const dragged = Number(await handle.getAttribute('aria-valuenow'));
  expect(dragged).toBeLessThan(from - 0.05);
  // The chart is drawn when there is time for it.
  await expect(drawn).not.toHaveAttribute('d', curve ?? '');
  await expect(page).toHaveURL(/curve=/);

  await handle.focus();
  await page.keyboard.press('ArrowUp');
  expect(Number(await handle.getAttribute('aria-valuenow'))).toBeCloseTo(dragged + 0.01, 6);
  const handles = page.getByTestId('curve-editor').getByRole('slider');
  const count = await handles.count();
  await panel.getByRole('button', { name: 'One handle more' }).click();
  await expect(handles).toHaveCount(count + 1);
});
