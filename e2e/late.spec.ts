// Parts that cannot be had, and parts that fail: each says so in its own place, and the rest of the page goes on.
import type { Page } from '@playwright/test';
import { dialogs } from './dialogs';
import { open, pixels, slider, stepOf } from './page';
import { playWorker } from './playedWorker';
import { expect, test } from './support';

test.use({
  allowedProblems: [/console error: (Failed to load resource|Error: |TypeError: |NotFetched: |%[os])/],
});

const failed = (page: Page) => page.getByTestId('part-failed');

/** The closer looks, and what each shows first. */
const closers = [
  { name: 'bound', content: 'bound' },
  { name: 'denoiser', content: 'denoisers' },
  { name: 'plane', content: 'plane-train' },
  { name: 'bits', content: 'bits' },
  { name: 'map', content: 'map' },
  { name: 'inside', content: 'inside-no-model' },
] as const;

/** All that the page fetches once it is there is refused from now on, as on a lost connection or after a new release. */
async function cutOff(page: Page): Promise<() => Promise<void>> {
  const html = await (await page.request.get('')).text();
  const first = [...html.matchAll(/assets\/[^"]+/g)].map(([name]) => name);
  const pattern = '**/assets/*.{js,css}';
  await page.route(pattern, (route) => {
    const url = route.request().url();
    const isBeginning = first.some((name) => url.endsWith(name)) || url.includes('lab.worker');
    return isBeginning ? route.continue() : route.abort('internetdisconnected');
  });
  return () => page.unroute(pattern);
}

/** The page still answers: the ruler moves the pictures. */
async function expectAlive(page: Page, ruler = 'Time'): Promise<void> {
  const picture = page.getByTestId('ruler-picture');
  const before = await pixels(picture);
  await slider(page, ruler).focus();
  await page.keyboard.press('PageUp');
  await expect.poll(() => pixels(picture)).not.toBe(before);
}

test('a dialog that cannot be fetched says so in its place, and comes when it is tried again', async ({
  page,
}) => {
  const reconnect = await cutOff(page);
  await open(page);
  const openers = [
    ['Share', 'share-qr'],
    ['Keyboard shortcuts', 'shortcuts'],
    ['Lessons', 'lesson-t1'],
  ] as const;
  for (const [name] of openers) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog')).toContainText('This part of the page could not be fetched');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  const failedDialog = page.getByRole('dialog').and(page.locator(':has([data-testid=part-failed])'));
  await page.getByTestId('network').click();
  await expect(failedDialog).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expectAlive(page);

  await page.getByRole('button', { name: 'Share' }).click();
  await expect(failedDialog).toBeVisible();
  await reconnect();
  await failedDialog.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('share-qr')).toBeVisible();
  await page.keyboard.press('Escape');
  // Whatever else had failed is asked for anew, too.
  for (const [name, content] of openers.slice(1)) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByTestId(content)).toBeVisible();
    await page.keyboard.press('Escape');
  }
});

test('parts that cannot be fetched leave a training alone', async ({ page }) => {
  await cutOff(page);
  // The route that comes last is asked first.
  await playWorker(page, { steps: 100_000, everyMs: 50 });
  await open(page);
  await page.getByTestId('train').click();
  const expectTraining = async (): Promise<void> => {
    const before = await stepOf(page);
    await expect.poll(() => stepOf(page)).toBeGreaterThan(before);
  };
  await expectTraining();
  for (const opener of ['about', 'lessons', 'browse', 'network']) {
    await page.getByTestId(opener).click();
    await expect(page.getByRole('dialog').getByTestId('part-failed')).toBeVisible();
    await page.keyboard.press('Escape');
    await expectTraining();
  }
  await page.getByTestId('closer-menu').click();
  await page.getByTestId('closer-bound').click();
  await expect(page.getByTestId('controls')).toBeVisible();
  await expectTraining();
  await expectAlive(page);
});

test('a closer look that cannot be fetched says so in its panel, and comes when it is tried again', async ({
  page,
}) => {
  let isCut = true;
  // All views are parts of their own; the panel around them is there.
  await page.route(/\/(Bound|Plane|Bits|Denoiser|Map|Inside)View-[^/]*\.js$/, (route) =>
    isCut ? route.abort('internetdisconnected') : route.continue(),
  );
  await open(page);
  const panel = page.getByTestId('panel-closer');
  const look = async (name: string): Promise<void> => {
    await page.getByTestId('closer-menu').click();
    await page.getByTestId(`closer-${name}`).click();
  };
  for (const { name } of closers) {
    await look(name);
    await expect(panel.getByTestId('part-failed')).toContainText('could not be fetched');
    await expect(failed(page)).toHaveCount(1);
  }
  await expectAlive(page);
  isCut = false;
  await panel.getByRole('button', { name: 'Try again' }).click();
  for (const { name, content } of closers.toReversed()) {
    await look(name);
    await expect(panel.getByTestId(content)).toBeVisible();
  }
});

test('exports, languages and formulas that cannot be fetched leave the page whole', async ({ page }) => {
  const reconnect = await cutOff(page);
  await open(page);
  // A formula is written in plain characters.
  await expect(page.getByTestId('panel-forward')).toContainText('x = 0.805·x₀ + 0.594·ε');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByTestId('export-missing')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Русский' }).click();
  // What shows notices is missing, too, as is the plot of the curves.
  await expect(failed(page)).toHaveCount(2);
  await expectAlive(page);

  await reconnect();
  // Trying again in one place serves every other.
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(failed(page)).toHaveCount(0);
  await expect(page.getByTestId('schedule-chart').locator('path[data-line]').first()).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Русский could not be fetched');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Русский' }).click();
  await expect(page.getByRole('button', { name: 'Уроки' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Экспорт' }).click();
  await expect(page.getByTestId('export-schedule')).toBeVisible();
});

test('a lesson whose words cannot be fetched says so, and begins when it is tried again', async ({
  page,
}) => {
  const pattern = '**/assets/ru-*.js';
  await page.route(pattern, async (route) => {
    const response = await route.fetch();
    const isLessons = (await response.text()).includes('showAnswer');
    await (isLessons ? route.abort('internetdisconnected') : route.fulfill({ response }));
  });
  await open(page, '&lang=ru&lesson=t1');
  await expect(failed(page)).toContainText('Эту часть страницы не удалось загрузить');
  await expectAlive(page, 'Время');
  await page.unroute(pattern);
  await page.getByRole('button', { name: 'Попробовать ещё раз' }).click();
  await expect(page.getByTestId('lesson')).toBeVisible();
  await expect(failed(page)).toHaveCount(0);
});

test('what may be needed later is fetched while the page rests', async ({ page }) => {
  await open(page);
  const fetched = (): Promise<string> =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((entry) => entry.name)
        .join(),
    );
  for (const part of [
    'ShareDialog',
    'ShortcutsDialog',
    'ModelDialog',
    'LessonsDialog',
    'LessonCard',
    'Notices',
    'katex',
  ]) {
    await expect.poll(fetched).toContain(`/${part}-`);
  }
  await page.route('**/assets/**', (route) => route.abort('internetdisconnected'));
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByTestId('share-qr')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('network').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('lessons').click();
  await page.getByTestId('lesson-t1').click();
  await expect(page.getByTestId('lesson')).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByTestId('export-schedule')).toBeVisible();
});

/** Serves the page's scripts with a mistake wherever some text stands in them. */
async function breakAt(page: Page, text: RegExp, mistake: string): Promise<void> {
  await page.route('**/assets/*.js', async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    await route.fulfill({ response, body: text.test(script) ? script.replace(text, mistake) : script });
  });
}

const thrown = '(()=>{throw Error("broken on purpose")})()';

test.describe('a part that throws', () => {
  for (const panel of ['schedule', 'forward', 'training', 'reverse']) {
    test(`is the ${panel} panel: the others go on`, async ({ page }) => {
      await breakAt(page, new RegExp(`id:.${panel}.,number:`), `id:${thrown},number:`);
      await page.goto('?data=strokes&T=200');
      await expect(failed(page)).toHaveCount(1);
      await expect(failed(page)).toContainText('This part of the page has failed');
      await expect(page.getByTestId(`panel-${panel}`)).toHaveCount(0);
      await expect(page.locator('[data-testid^=panel-]')).toHaveCount(3);
      await expectAlive(page);
    });
  }

  for (const [part, there] of [
    ['controls', 'time-ruler'],
    ['time-ruler', 'controls'],
    ['status', 'time-ruler'],
    ['lessons', 'time-ruler'],
    ['forward-strip', 'time-ruler'],
    ['curve-marker', 'panel-schedule'],
  ] as const) {
    test(`is what holds ${part}: the page stands`, async ({ page }) => {
      await breakAt(page, new RegExp(`(testId|"data-testid"):.${part}.`), `$1:${thrown}`);
      await page.goto('?data=strokes&T=200');
      await expect(failed(page)).toHaveCount(1);
      await expect(page.getByTestId(there)).toBeVisible();
      await expect(page.locator('[data-testid^=panel-]')).toHaveCount(4);
    });
  }

  for (const { name, content } of closers) {
    test(`is the closer look “${name}”: it says so in its panel`, async ({ page }) => {
      await breakAt(page, new RegExp(`(testId|"data-testid"):.${content}["'\`]`), `$1:${thrown}`);
      await page.goto(`?data=strokes&T=200&closer=${name}`);
      await expect(page.getByTestId('panel-closer').getByTestId('part-failed')).toContainText('has failed');
      await expect(failed(page)).toHaveCount(1);
      await expectAlive(page);
    });
  }

  for (const [name, show] of Object.entries(dialogs)) {
    test(`is the dialog “${name}”: it says so and closes`, async ({ page }) => {
      await breakAt(page, /closeButtonProps:\{"aria-label":/, `closeButtonProps:{"aria-label":${thrown}+`);
      await open(page);
      await show(page);
      await expect(page.getByRole('dialog')).toContainText('This part of the page has failed');
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
      await expectAlive(page);
    });
  }
});
