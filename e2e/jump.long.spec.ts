// A model is taught to jump: it draws what it learns from, has a curve of its own, and the same noise in 8, 4, 2 and 1 steps
// stands there from before and from after.
import { expectNoViolationOnScreens } from './axe';
import { storedModel } from './files';
import { draw, panel } from './modelPage';
import { exported, pixels } from './page';
import { expect, test } from './support';

test('a model learns to draw in one step', async ({ page }) => {
  await page.goto(
    '?data=mnist&batch=4&model=playground&width=8&steps=150&lr=0.004&opt=adam&n=8&count=4&T=200',
  );
  await expect(page.getByTestId('status-gpu')).toContainText(/WebGPU/i, { timeout: 120_000 });
  await page.getByTestId('train').click();
  await expect(page.getByTestId('training-step')).toHaveText(/^150 steps/, { timeout: 600_000 });

  await page.getByTestId('teach').click();
  const rows = page.getByTestId('jumps').getByRole('img');
  await expect(rows).toHaveCount(4, { timeout: 300_000 });
  await expect(page.getByTestId('training-step')).toHaveText(/^440 steps/, { timeout: 900_000 });
  await expect(rows).toHaveCount(8, { timeout: 120_000 });
  const [before, after] = [rows.nth(6), rows.nth(7)];
  await expect(before).toHaveAccessibleName('Before, the same noise, steps: 1');
  await expect(after).toHaveAccessibleName('After, the same noise, steps: 1');
  expect(await pixels(before)).not.toBe(await pixels(after));
  await expect(page.getByTestId('runs-table').getByRole('row')).toHaveCount(3);
  await expectNoViolationOnScreens(page);

  // What comes next is drawn in one step, and so says the file.
  await draw(page);
  await expect(page.getByTestId('reverse-step')).toHaveAttribute('data-step', '1');
  const { metadata } = storedModel(await exported(page, 'model'));
  expect(JSON.parse(metadata['config'] ?? '')).toMatchObject({ samplingSteps: 1, guidanceScale: 1 });

  // From scratch it is trained as before.
  await page.getByTestId('train').click();
  await expect(panel(page, 'training').getByTestId('jumps')).toBeHidden();
  await expect(page.getByTestId('training-progress')).toContainText('of 150', { timeout: 300_000 });
});
