// Nothing is lost: a tab closed in training and opened again; a run belongs to one tab, and travels as a file.
import { writeFile } from 'node:fs/promises';
import { address, pauseAfter, ready } from './keptPage';
import { exported } from './page';
import { expect, test } from './support';

test('a run belongs to one tab, and travels to another machine as a file', async ({
  page,
  context,
  browser,
}) => {
  await page.goto(address);
  await ready(page);
  await expect(page.getByTestId('last-run')).toHaveCount(0);
  await page.getByTestId('train').click();
  await pauseAfter(page, 3);

  await test.step('another tab sees that it is open, and does not offer it', async () => {
    const other = await context.newPage();
    await other.goto(address);
    await ready(other);
    await other.getByRole('button', { name: 'Export' }).click();
    await other.getByTestId('kept-runs').click();
    await expect(other.getByTestId('kept-run')).toContainText('open now');
    await expect(other.getByRole('button', { name: 'Open', exact: true })).toBeDisabled();
    await expect(other.getByTestId('last-run')).toHaveCount(0);
    await other.close();
  });

  const file = test.info().outputPath('model.safetensors');
  await writeFile(file, await exported(page, 'model'));

  await test.step('on another machine the file brings model and curves', async () => {
    const elsewhere = await browser.newContext();
    const visitor = await elsewhere.newPage();
    await visitor.goto(new URL(address, test.info().project.use.baseURL).href);
    await ready(visitor);
    await expect(visitor.getByTestId('last-run')).toHaveCount(0);
    await visitor.getByRole('button', { name: 'Export' }).click();
    const [chooser] = await Promise.all([
      visitor.waitForEvent('filechooser'),
      visitor.getByRole('menuitem', { name: 'Open files …' }).click(),
    ]);
    await chooser.setFiles(file);
    await expect(visitor.getByTestId('loss-chart')).toBeVisible();
    await expect(visitor.getByRole('button', { name: 'Continue training' })).toBeEnabled();
    await elsewhere.close();
  });
});

test('a training goes on in the next visit by one click', async ({ page }) => {
  await page.goto(address);
  await ready(page);
  await expect(page.getByTestId('last-run')).toHaveCount(0);
  await page.getByTestId('train').click();
  const pausedAt = await pauseAfter(page, 3);
  await page.goto('about:blank');

  await page.goto(address);
  await ready(page);
  await page.getByRole('button', { name: `Go on from step ${pausedAt}` }).click();
  await expect(page.getByTestId('loss-chart')).toBeVisible();
  expect(await pauseAfter(page, pausedAt)).toBeGreaterThan(pausedAt);
});
