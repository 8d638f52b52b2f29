// Settings by keyboard: a number acts when it is meant, in the language of the page.
import type { Page } from '@playwright/test';
import { defaultConfig } from '../src/lab/fields';
import { expectNoViolation, themes } from './axe';
import { open, slider } from './page';
import { expect, test } from './support';

const box = (page: Page, label: string) => page.getByRole('textbox', { name: label });

/** A setting of the address from now on, each value that it takes. */
async function watchAddress(page: Page, name: string): Promise<() => Promise<readonly string[]>> {
  await page.evaluate((parameter) => {
    const seen: string[] = [];
    const replace = history.replaceState.bind(history);
    history.replaceState = (data, unused, url) => {
      replace(data, unused, url);
      const value = new URLSearchParams(location.search).get(parameter) ?? '';
      if (seen.at(-1) !== value) seen.push(value);
      document.documentElement.dataset['seen'] = seen.join();
    };
  }, name);
  return async () => ((await page.locator('html').getAttribute('data-seen')) ?? '').split(',');
}

test('a number acts as a whole, and moves no other setting on its way', async ({ page }) => {
  await open(page);
  const seen = await watchAddress(page, 'T');
  const steps = box(page, 'Steps T');
  await steps.fill('');
  await steps.pressSequentially('2000', { delay: 60 });
  await expect(slider(page, 'Steps T')).toHaveAttribute('aria-valuetext', '200');
  await steps.press('Enter');
  await expect(slider(page, 'Steps T')).toHaveAttribute('aria-valuetext', '2000');
  await expect(page).toHaveURL(/T=2000/);
  expect(new URL(page.url()).searchParams.get('n')).toBeNull();
  expect(await seen()).toEqual(['2000']);

  // After a pause, while the field keeps what was typed; then on leaving.
  await steps.fill('5e2');
  await expect(slider(page, 'Steps T')).toHaveAttribute('aria-valuetext', '500');
  await expect(steps).toHaveValue('5e2');
  await steps.fill('0,3e3');
  await steps.blur();
  await expect(slider(page, 'Steps T')).toHaveAttribute('aria-valuetext', '300');
  await expect(steps).toHaveValue('300');
});

test('a setting that others have to follow says which did, and where they are now', async ({ page }) => {
  await open(page);
  const moved = page.getByTestId('moved-along');
  await expect(moved).toHaveCount(0);
  await box(page, 'Steps T').fill('5');
  await box(page, 'Steps T').press('Enter');
  await expect(moved).toHaveText('Moved along: Sampling steps → 5');
  await box(page, 'Training steps').fill('300');
  await box(page, 'Training steps').press('Enter');
  await expect(moved).toHaveCount(0);
  await page.getByTestId('undo').click();
  await page.getByTestId('undo').click();
  await expect(slider(page, 'Steps T')).toHaveAttribute('aria-valuetext', '200');
  await expect(moved).toHaveCount(0);
});

test('a group of settings folds, and a setting is found by its name wherever it is', async ({ page }) => {
  await open(page);
  const [controls, find] = [page.getByTestId('controls'), page.getByTestId('find-setting')];
  const heading = controls.getByRole('button', { name: 'Noise schedule', exact: true });
  await heading.press('Enter');
  await expect(heading).toHaveAttribute('aria-expanded', 'false');
  await expect(box(page, 'Steps T')).toHaveCount(0);
  // Of “More settings”, which are not shown.
  await expect(box(page, 'Training seed')).toHaveCount(0);
  await find.fill('SEED');
  await expect(box(page, 'Training seed')).toBeVisible();
  await expect(box(page, 'Training steps')).toHaveCount(0);
  await find.fill('steps t');
  await expect(box(page, 'Steps T')).toBeVisible();
  await find.fill('no such thing');
  await expect(controls).toContainText('No setting has this in its name.');
  await controls.getByRole('button', { name: 'Show all settings again' }).click();
  await expect(box(page, 'Training steps')).toBeVisible();
  await expect(box(page, 'Steps T')).toHaveCount(0);
  await heading.click();
  await expect(box(page, 'Steps T')).toBeVisible();
});

test('what is typed is understood, or refused beside the field with the range', async ({ page }) => {
  await open(page);
  const steps = box(page, 'Training steps');
  await steps.fill('3,000');
  await steps.press('Enter');
  await expect(slider(page, 'Training steps')).toHaveAttribute('aria-valuetext', '3000');

  for (const [typed, words] of [
    ['2.500', '“Training steps” can be read in two ways here: write 2.5 or 2,500.'],
    ['12.4', '“Training steps” needs a whole number from 1 to 1,000,000.'],
    ['99999999', '“Training steps” needs a whole number from 1 to 1,000,000.'],
    ['many', '“Training steps” needs a whole number from 1 to 1,000,000.'],
  ] as const) {
    await steps.fill(typed);
    await steps.press('Enter');
    await expect(steps).toHaveAttribute('aria-invalid', 'true');
    await expect(steps).toHaveAccessibleDescription(words);
    await expect(page.getByRole('alert')).toHaveText(words);
    await expect(steps).toHaveValue(typed);
    await expect(slider(page, 'Training steps')).toHaveAttribute('aria-valuetext', '3000');
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('tooltip')).toBeVisible();
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolation(page, `a problem and an explanation, ${colorScheme}`);
  }
  await steps.press('Escape');
  await expect(steps).toHaveValue('3000');
  await expect(steps).not.toHaveAttribute('aria-invalid');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('Escape gives a number back and leaves the drawer open', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  const steps = page.getByRole('dialog').getByRole('textbox', { name: 'Training steps' });
  await steps.fill('17');
  await steps.press('Escape');
  await expect(steps).toHaveValue(String(defaultConfig.steps));
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a Russian page understands Russian numbers and lists', async ({ page }) => {
  await open(page, '&lang=ru&schedule=own');
  await page.getByRole('switch', { name: 'Больше настроек' }).check();
  const rate = box(page, 'Скорость обучения, точное значение');
  await rate.fill('0,005');
  await rate.press('Enter');
  await expect(page).toHaveURL(/lr=0.005/);
  const steps = box(page, 'Шаги обучения, точное значение');
  await steps.fill('3 000');
  await steps.press('Enter');
  await expect(page).toHaveURL(/steps=3000/);
  const places = box(page, 'Свои положения');
  await page.getByRole('combobox', { name: 'Положение кадров' }).selectOption('own');
  await expect(places).toHaveValue('0; 0,2; 0,4; 0,6; 0,8');
  await places.fill('0; 0,25; 0,5; 1');
  await places.press('Enter');
  await expect(page).toHaveURL(/places=0(,|%2C)0.25(,|%2C)0.5(,|%2C)1/);
});

test('every setting explains itself: by mouse, by touch, by keyboard, to a screen reader', async ({
  page,
}) => {
  await page.addInitScript(() => localStorage.setItem('lab-advanced', 'true'));
  await open(page, '&model=unet2d&strip=own');
  const [zeroSnr, mirror] = [
    'Bend the schedule so that the last step',
    'Half of the training images are flipped',
  ];
  const help = page.getByRole('tooltip');

  // A switch lays its invisible input over its label.
  await page.getByTestId('controls').getByText('Zero terminal SNR').hover();
  await expect(help).toContainText(zeroSnr);
  await page.mouse.move(0, 0);
  await expect(help).toHaveCount(0);
  const flips = page.getByRole('switch', { name: 'Mirror at random' });
  await page.getByRole('button', { name: 'Help on Mirror at random' }).click();
  await page.mouse.move(0, 0);
  await expect(help).toContainText(mirror);
  await expect(flips).not.toBeChecked();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(help).toHaveCount(0);

  const controls = page.getByTestId('controls');
  for (const control of [
    flips,
    controls.getByRole('combobox', { name: 'Network', exact: true }),
    controls.getByRole('textbox', { name: 'Training steps' }),
    slider(page, 'Training steps'),
    controls.getByRole('textbox', { name: 'Channels per level' }),
    controls.getByRole('combobox', { name: 'Down blocks 1' }),
  ]) {
    await control.focus();
    await page.keyboard.press('?');
    const text = (await help.textContent()) ?? '';
    await expect(control).toHaveAccessibleDescription(text);
    expect(text.length).toBeGreaterThan(10);
    await page.keyboard.press('Escape');
    await expect(help).toHaveCount(0);
  }
  await expect(page.getByTestId('shortcuts')).toHaveCount(0);
  await expect(controls.getByRole('textbox', { name: 'Training steps' })).toHaveValue(
    String(defaultConfig.steps),
  );

  const silent = [];
  for (const role of ['slider', 'switch', 'combobox', 'textbox'] as const) {
    for (const control of await controls.getByRole(role).all()) {
      const described = await control.getAttribute('aria-description');
      if (!described) silent.push(await control.getAttribute('aria-label'));
    }
  }
  // Of the page itself, not of the field table.
  expect(silent).toEqual([null]);
});

test('an explanation that was closed before the mouse had rested on it stays closed', async ({ page }) => {
  await open(page);
  const help = page.getByRole('button', { name: 'Help on Schedule' });
  // Within the quarter of a second that a mouse has to rest, which a story's own mouse is too slow for.
  await help.evaluate(async (button: HTMLElement) => {
    const field = button.parentElement;
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    field?.dispatchEvent(new MouseEvent('mouseenter'));
    field?.dispatchEvent(new MouseEvent('mousemove', { bubbles: true }));
    button.click();
    await frame();
    field?.dispatchEvent(new MouseEvent('mouseleave'));
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  });
  await page.waitForTimeout(600);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
});

test('explanations add no Tab stops', async ({ page }) => {
  await open(page);
  const buttons = page.getByRole('button', { name: /^Help on/ });
  const count = await buttons.count();
  expect(count).toBeGreaterThan(4);
  for (const button of await buttons.all()) await expect(button).toHaveAttribute('tabindex', '-1');
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });
  test('a tap shows and hides the explanation of a setting', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Settings' }).tap();
    const drawer = page.getByRole('dialog');
    const button = drawer.getByRole('button', { name: 'Help on Schedule' });
    await button.tap();
    const help = page.getByRole('tooltip');
    await expect(help).toContainText('How quickly the image is drowned in noise');
    await button.tap();
    await expect(help).toHaveCount(0);
    await button.tap();
    await drawer.getByRole('heading', { name: 'Settings' }).tap();
    await expect(help).toHaveCount(0);
  });
});

test('a change of the settings is undone and done again, by button and by key', async ({ page }) => {
  await open(page);
  const schedule = page.getByRole('combobox', { name: 'Schedule' });
  const before = await schedule.inputValue();
  await expect(page.getByTestId('undo')).toBeDisabled();
  await schedule.selectOption('linear');
  await expect(page.getByTestId('reset-schedule')).toBeVisible();
  await page.getByTestId('dismiss-ghost').click();
  await expect(page.getByTestId('schedule-chart')).not.toContainText('before');
  await page.getByTestId('undo').click();
  await expect(schedule).toHaveValue(before);
  await page.getByTestId('panel-schedule').focus();
  await page.keyboard.press('Control+Shift+Z');
  await expect(schedule).toHaveValue('linear');
  await page.getByTestId('reset-schedule').click();
  await expect(schedule).toHaveValue(before);
  await page.getByTestId('resetAll').click();
  await expect(slider(page, 'Steps T')).toHaveAttribute('aria-valuetext', '1000');
  await page.keyboard.press('Control+Z');
  await expect(slider(page, 'Steps T')).toHaveAttribute('aria-valuetext', '200');
});

test('who comes alone is told what this is, and led to the ruler', async ({ page }) => {
  await open(page);
  await page.getByTestId('about').click();
  await expect(page.getByTestId('about-words')).toContainText('draw pictures out of noise');
  await expectNoViolation(page, 'what is this');
  await page.getByTestId('try-ruler').click();
  await expect(slider(page, 'Time')).toBeFocused();
});
