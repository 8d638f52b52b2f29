// The closer looks at a trained model, which the processor draws with.
import type { Locator } from '@playwright/test';
import { expect, test } from '../support';
import { photograph } from './looks';

/** Measuring a hundred pictures takes its time. */
const patience = { timeout: 600_000 };

/** What a look shows once it has done its work. */
const closerLooks: Readonly<Record<string, (panel: Locator) => Promise<void>>> = {
  bound: (panel) => expect(panel).toContainText('KL(q‖p) of this pixel', patience),
  denoiser: async (panel) => {
    await expect(panel.getByTestId('denoised-model')).toContainText('off by', patience);
    await expect(panel.getByTestId('denoised-patch')).toContainText('60,000', patience);
  },
  bits: async (panel) => {
    await panel.getByTestId('bits-measure').click();
    await expect(panel.getByTestId('bits-facts')).toContainText('100 pictures', patience);
  },
  map: async (panel) => {
    await panel.getByTestId('map-draw').click();
    await expect(panel.getByTestId('map-facts')).toBeVisible(patience);
  },
  inside: (panel) => expect(panel).toContainText('What the network is told of t', patience),
};

for (const [name, finish] of Object.entries(closerLooks)) {
  test(`a closer look at a trained model: ${name}`, async ({ page }) => {
    await page.goto('?data=mnist&time=0.4');
    await expect(page.getByTestId('processor')).toBeVisible();
    await page.getByTestId('pretrained').click();
    await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '1200', patience);
    await page.getByTestId('closer-menu').click();
    await page.getByTestId(`closer-${name}`).click();
    await finish(page.getByTestId('panel-closer'));
    await photograph(page, `closer-${name}-trained`, 'panel-closer');
    if (name !== 'inside') return;
    for (const [language, own] of [
      ['ru', 'Русский'],
      ['zh-CN', '简体中文'],
    ] as const) {
      await page
        .locator('header')
        .getByRole('button', { name: /Language|Язык/ })
        .click();
      await page.getByRole('menuitem', { name: own }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await photograph(page, `closer-inside-trained-${language}`, 'panel-closer');
    }
  });
}
