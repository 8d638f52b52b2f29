// The inside of the model in the box: maps, one channel, a norm, attention, and all of it anew where the ruler moves.
import { expectNoViolation } from './axe';
import { columnsOf } from './modelPage';
import { pixels, press, slider } from './page';
import { expect, test } from './support';

test('what every layer of a trained model computes is looked at', async ({ page }) => {
  await page.goto('?data=strokes');
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });
  await page.getByTestId('pretrained').click();
  await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '1200', { timeout: 120_000 });

  await page.getByTestId('closer-menu').click();
  await page.getByTestId('closer-inside').click();
  const panel = page.getByTestId('panel-closer');
  const inside = panel.getByTestId('inside');
  await expect(inside).toBeVisible({ timeout: 120_000 });
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
  await expect.poll(() => pixels(channels), { timeout: 60_000 }).not.toBe(atRest);
  await panel.getByRole('button', { name: 'Close this look' }).click();
});
