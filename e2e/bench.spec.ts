// A visitor measures his machine.
import { expectNoViolation } from './axe';
import { expect, test } from './support';

test('a network is measured, stopped, measured to the end, and copied as a table', async ({
  page,
  context,
}) => {
  test.setTimeout(900_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('bench.html');
  for (const other of [/^Playground/, /^UNet2DModel/, /^Beside stock/])
    await page.getByRole('checkbox', { name: other }).uncheck();
  const bench = page.getByTestId('bench');
  await page.getByTestId('bench-start').click();
  await expect(page.getByTestId('bench-machine')).toContainText('GFLOP/s', { timeout: 240_000 });
  await expect(page.getByRole('status')).toHaveText('Part 2 of 2: BasicUNet (T2)');
  await page.getByTestId('bench-stop').click();
  await expect(bench).toHaveAttribute('data-state', 'stopped');
  await expect(page.getByTestId('bench-machine')).toBeVisible();

  // What was chosen stays chosen.
  await page.getByRole('checkbox', { name: /^Beside stock/ }).check();
  await page.getByTestId('bench-start').click();
  await expect(bench).toHaveAttribute('data-state', /done|failed/, { timeout: 600_000 });
  await expect(page.getByTestId('bench-failed')).toBeHidden();
  const rows = page.getByTestId('bench-steps').getByRole('row');
  await expect(rows.nth(1)).toContainText(/BasicUNet \(T2\)\s*8\s*this page/);
  await expect(rows.nth(2)).toContainText(/BasicUNet \(T2\)\s*8\s*tfjs.*×/);
  await expectNoViolation(page, 'bench page');
  await page.getByTestId('bench-copy').click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^# Diffusion Lab on .*swiftshader/i);
  expect(copied).toMatch(/\n\| basic-unet \| 8 \| lab \| [\d.]+ m?s \|/);
});
