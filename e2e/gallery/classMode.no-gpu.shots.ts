// Class mode: each panel fills the screen.
import { stages } from '../../src/ui/state/stages';
import { expect, test } from '../support';
import { photograph } from './looks';

for (const stage of stages) {
  test(`class mode: ${stage}`, async ({ page }) => {
    await page.goto(`?data=mnist&stage=${stage}`);
    await expect(page.getByTestId('class-bar')).toBeVisible();
    await expect(page.getByTestId('time-ruler')).toBeVisible();
    await page.waitForTimeout(1500);
    await photograph(page, `class-${stage}`);
  });
}
