// Every dialog of the page, and how a visitor comes to it.
import type { Page } from '@playwright/test';
import type { DialogName } from '../src/ui/state/view';

const press = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).click();
const inExport = (what: string) => async (page: Page) => {
  await press('Export')(page);
  await page.getByTestId(what).click();
};

export const dialogs: Record<DialogName, (page: Page) => Promise<void>> = {
  about: press('What is this?'),
  data: (page) => page.getByTestId('browse').click(),
  async drawings(page) {
    await press('Draw your own')(page);
    await press('Collect drawings to train on …')(page);
  },
  lessons: press('Lessons'),
  model: press('Look at the network'),
  async ownImages(page) {
    const picture = { name: 'one.png', mimeType: 'image/png', buffer: await page.screenshot() };
    await page.getByRole('combobox', { name: 'Images' }).selectOption('own');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press('Choose images …')(page)]);
    await chooser.setFiles(picture);
  },
  runs: inExport('kept-runs'),
  async settings(page) {
    await page.setViewportSize({ width: 390, height: 844 });
    await press('Settings')(page);
  },
  share: press('Share'),
  shortcuts: press('Keyboard shortcuts'),
  storage: inExport('kept-all'),
};
