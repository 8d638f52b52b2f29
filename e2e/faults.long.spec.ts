// A page that dies: twenty times its process is killed in the middle of training, at a moment drawn by lot. The next
// visit goes on from a whole save that lies at most half a minute back, and in the end the losses are those of a run to
// which nothing happened.
import type { Page } from '@playwright/test';
import { uniforms } from '../src/diffusion/random';
import { finished, kill, lossesOf, visit } from './death';
import { set } from './modelPage';
import { stepOf } from './page';
import { expect, test } from './support';

const deaths = Number(process.env.LAB_DEATHS ?? 20);
const endless = 50_000;

/** A save every 30 s, and what it takes to write one on a busy machine. */
const lostMs = 35_000;

/** Which step was reached when: what the clock says of the work that a death costs. */
async function watchSteps(
  page: Page,
  forMs: number,
): Promise<readonly (readonly [at: number, step: number])[]> {
  const seen: [number, number][] = [];
  const end = Date.now() + forMs;
  while (Date.now() < end) {
    seen.push([Date.now(), await stepOf(page)]);
    await page.waitForTimeout(250);
  }
  return seen;
}

test(`a page killed ${deaths} times in training loses half a minute at most, and not one loss differs`, async ({
  context,
  browser,
}) => {
  const moments = uniforms({ seed: 2026, stream: 12 }, deaths).map((share) => 32_000 + share * 40_000);
  let page = await visit(context, endless);
  let goOn = page.getByTestId('train');
  for (const [death, moment] of moments.entries()) {
    const before = await stepOf(page);
    await goOn.click();
    await expect.poll(() => stepOf(page), { timeout: 400_000 }).toBeGreaterThan(before);
    const seen = await watchSteps(page, moment);
    const [killedAt = 0, reached = 0] = seen.at(-1) ?? [];
    await kill(page);
    page = await visit(context, endless);
    goOn = page.getByRole('button', { name: /^Go on from step/ });
    await expect(goOn).toBeVisible({ timeout: 60_000 });
    const kept = Number((await goOn.textContent())?.replaceAll(/\D/g, ''));
    const owed = seen.findLast(([at]) => at <= killedAt - lostMs)?.[1] ?? 0;
    console.log(`death ${death + 1}: at step ${reached}, goes on from ${kept}, owed ${owed}`);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeGreaterThanOrEqual(owed);
  }
  const last = Number((await goOn.textContent())?.replaceAll(/\D/g, '')) + 20;
  await goOn.click();
  await expect.poll(() => stepOf(page), { timeout: 400_000 }).toBeGreaterThan(0);
  await set(page, 'Training steps', last);
  await finished(page, last);
  const troubled = await lossesOf(page);

  const elsewhere = await browser.newContext();
  const calm = await visit(elsewhere, last);
  await calm.getByTestId('train').click();
  await finished(calm, last);
  expect(troubled).toEqual(await lossesOf(calm));
  await elsewhere.close();
});
