// The settings: found by name, folded, changed. Where the sidebar is folded away they are in the drawer.
import type { Locator, Page } from '@playwright/test';
import { open } from '../page';
import { expect, test } from '../support';
import { photograph, type Look } from './looks';

/** The settings as they can be reached in a look. */
async function settings(page: Page, look: Look): Promise<Locator> {
  if (look === 'desktop') return page.getByTestId('controls');
  const drawer = page.getByRole('dialog');
  if (await drawer.isHidden()) await page.getByRole('button', { name: 'Settings', exact: true }).click();
  return drawer.getByTestId('controls');
}

const states: Readonly<Record<string, (controls: Locator) => Promise<void>>> = {
  found: (controls) => controls.getByTestId('find-setting').fill('seed'),
  'not-found': (controls) => controls.getByTestId('find-setting').fill('no such thing'),
  async folded(controls) {
    for (const name of ['Data', 'Noise schedule']) {
      const heading = controls.getByRole('button', { name, exact: true });
      if ((await heading.getAttribute('aria-expanded')) === 'true') await heading.click();
    }
  },
  async refused(controls) {
    const steps = controls.getByRole('textbox', { name: 'Training steps' });
    await steps.fill('many');
    await steps.press('Enter');
  },
  async changed(controls) {
    const steps = controls.getByRole('textbox', { name: 'Steps T' });
    if ((await steps.inputValue()) === '5') return;
    await controls.getByRole('combobox', { name: 'Schedule' }).selectOption('linear');
    await steps.fill('5');
    await steps.press('Enter');
    await expect(controls.getByTestId('moved-along')).toBeVisible();
  },
};

for (const [name, prepare] of Object.entries(states)) {
  test(`the settings: ${name}`, async ({ page }) => {
    await open(page);
    await photograph(page, `settings-${name}`, undefined, async (look) =>
      prepare(await settings(page, look)),
    );
  });
}
