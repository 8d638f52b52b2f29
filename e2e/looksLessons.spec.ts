// The lessons that stand on a closer look, each walked to its end as a pupil does.
import type { Locator, Page } from '@playwright/test';
import { atRest, drag, open, pixels, placeIn } from './page';
import { expect, test } from './support';

interface Walk {
  readonly lesson: Locator;
  readonly look: Locator;
  /** Drags the ruler from one place to another, as shares of its length. */
  readonly drag: (from: number, to: number) => Promise<void>;
  /** The page's tasks are not done, and then are, by what is done between. */
  readonly task: (act: () => Promise<void>) => Promise<void>;
  /** Reads the answer, and goes on. */
  readonly next: () => Promise<void>;
}

async function walk(page: Page, name: string): Promise<Walk> {
  await page.getByTestId('lessons').click();
  await page.getByTestId(`lesson-${name}`).click();
  const lesson = page.getByTestId('lesson');
  const track = page.getByTestId('ruler-track');
  return {
    lesson,
    look: page.getByTestId('panel-closer'),
    async drag(from, to) {
      await atRest(track);
      await drag(page, await placeIn(track, from), await placeIn(track, to));
    },
    async task(act) {
      await expect(lesson).toHaveAttribute('data-done', 'false');
      await act();
      await expect(lesson).toHaveAttribute('data-done', 'true');
    },
    async next() {
      const ask = lesson.getByRole('button', { name: 'Show the answer' });
      if (await ask.isVisible()) await ask.click();
      await expect(page.getByTestId('lesson-answer')).toBeVisible();
      await page.getByTestId('lesson-next').click();
    },
  };
}

/** The first number that a text says. */
const numberIn = async (place: Locator): Promise<number> =>
  Number(/[\d.]+/.exec(((await place.textContent()) ?? '').replaceAll(',', ''))?.[0]);

test('“Why does it not copy?” is walked to its end', async ({ page }) => {
  await open(page, '&n=4');
  const { lesson, look, task, next, ...ruler } = await walk(page, 'copy');
  const sharers = look.getByTestId('sharers');
  const settled = look.locator('[data-testid=denoised-optimal]:not([data-stale])');

  // At the noise all pictures share the answer, in the middle a single one does.
  await task(() => ruler.drag(0.5, 1));
  await expect.poll(() => numberIn(sharers)).toBeGreaterThan(1000);
  await next();
  await lesson.getByRole('button', { name: 'One' }).click();
  await task(() => ruler.drag(0.9, 0.45));
  await expect(page.getByTestId('prediction-told')).toContainText('One');
  await expect.poll(() => numberIn(sharers)).toBe(1);
  await next();

  await expect(settled).toBeVisible();
  const before = await pixels(settled.locator('canvas'));
  await task(() =>
    page
      .getByTestId('panel-forward')
      .getByRole('button', { name: /^Image 5/ })
      .click(),
  );
  await expect.poll(() => pixels(settled.locator('canvas'))).not.toBe(before);
  await next();

  await look.getByTestId('draw-untrained').click();
  const distanceOf = async (name: string): Promise<number> => {
    const row = look.getByTestId(`drawn-${name}`).getByText('from the nearest training picture');
    await expect(row).toBeVisible({ timeout: 120_000 });
    return numberIn(row);
  };
  const [perfect, linear, patchwise] = [
    await distanceOf('optimal'),
    await distanceOf('linear'),
    await distanceOf('patch'),
  ];
  expect(perfect).toBeLessThan(0.01);
  expect(Math.min(linear, patchwise)).toBeGreaterThan(0.05);
  await next();

  // What the network answers is in a story that has a GPU: `inside.long.spec.ts`.
  await expect(lesson).toHaveAttribute('data-done', 'false');
  await expect(look.getByTestId('drawn-model')).toBeHidden();
  await next();
  await expect(lesson).toBeHidden();
  await expect(look).toBeHidden();
});

test('“In the plane” is walked to its end', async ({ page }) => {
  await open(page);
  const { lesson, look, task, next, ...ruler } = await walk(page, 'plane');
  const [cloud, field, back] = ['cloud', 'field', 'back'].map((name) => look.getByTestId(`plane-${name}`));

  const moons = await pixels(cloud!);
  await task(() => ruler.drag(0.1, 0.6));
  await expect.poll(() => pixels(cloud!)).not.toBe(moons);
  await next();

  await look.getByTestId('plane-train').click();
  await task(() => ruler.drag(0.3, 0.06));
  // The learned arrows lie over the exact ones.
  await expect(look.getByTestId('plane-agreement')).toContainText('0.9', { timeout: 60_000 });
  await expect(look.getByTestId('plane-train')).toHaveText('Train anew', { timeout: 60_000 });
  const score = await pixels(field!);
  await look.getByText('velocity', { exact: true }).click();
  await expect.poll(() => pixels(field!)).not.toBe(score);
  await next();

  // A thousand points wait at the noise, and go back to the moons.
  await expect(look).toContainText('1,000 points on their way');
  const waiting = await pixels(back!);
  await lesson.getByRole('button', { name: 'On the way' }).click();
  await task(() => ruler.drag(0.99, 0.02));
  await expect(page.getByTestId('prediction-told')).toContainText('On the way');
  expect(await pixels(back!)).not.toBe(waiting);
  await next();

  const drawn = await pixels(back!);
  await task(async () => {
    await page.getByRole('combobox', { name: 'Schedule' }).selectOption('linear');
  });
  await look.getByTestId('plane-train').click();
  await expect.poll(() => pixels(back!)).not.toBe(drawn);
  await look.getByTestId('plane-stop').click();
  await expect(look.getByTestId('plane-train')).toBeVisible();
  const trained = await pixels(back!);
  await look.getByRole('combobox', { name: 'Sampler' }).selectOption('ddpm');
  await expect.poll(() => pixels(back!)).not.toBe(trained);
  await next();
  await expect(lesson).toBeHidden();
  await expect(look).toBeHidden();
});
