// A tab that the system throws away while it trains, soon after nobody saw it any more.
import { finished, kill, lossesOf, visit } from './death';
import { set } from './modelPage';
import { stepOf } from './page';
import { expect, test } from './support';

test.setTimeout(600_000);

test('a page that dies out of sight has saved its run, which goes on with its losses', async ({
  context,
}) => {
  const page = await visit(context, 4000);
  await page.getByTestId('train').click();
  await expect.poll(() => stepOf(page), { timeout: 200_000 }).toBeGreaterThan(1);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const hiddenAt = await stepOf(page);
  const losses = (await lossesOf(page)).slice(0, hiddenAt);
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(hiddenAt + 2);
  await kill(page);

  const next = await visit(context, 4000);
  const goOn = next.getByRole('button', { name: /^Go on from step/ });
  await expect(goOn).toBeVisible({ timeout: 60_000 });
  const kept = Number((await goOn.textContent())?.replaceAll(/\D/g, ''));
  expect(kept).toBeGreaterThanOrEqual(hiddenAt);
  await goOn.click();
  await expect.poll(() => stepOf(next), { timeout: 200_000 }).toBeGreaterThan(kept);
  const last = kept + 3;
  await set(next, 'Training steps', last);
  await finished(next, last);

  const all = await lossesOf(next);
  expect(all).toHaveLength(last);
  expect(all.slice(0, hiddenAt)).toEqual(losses);
});
