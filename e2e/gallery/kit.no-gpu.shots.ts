// The teacher's kit on paper: `test-results/gallery/kit/<language>-<document>-<paper>.pdf`, for people to look at.
import path from 'node:path';
import { kitDocuments, papers } from '../../src/ui/state/kit';
import { expect, test } from '../support';

const folder = path.resolve(import.meta.dirname, '../../test-results/gallery/kit');

for (const language of ['en', 'ru', 'zh-CN', 'zh-TW']) {
  test(`the teacher's kit on paper: ${language}`, async ({ page }) => {
    for (const name of kitDocuments) {
      for (const paper of papers) {
        await page.goto(`?kit=${name}&paper=${paper}&lang=${language}`);
        await expect(page.getByTestId('kit').getByRole('heading', { level: 1 })).toHaveCount(1);
        if (name === 'slides') {
          await expect(page.locator('img')).toHaveCount(5);
          await expect(page.locator('.katex').first()).toBeVisible();
        }
        await page.evaluate(() => document.fonts.ready);
        const file = path.join(folder, `${language}-${name}-${paper}.pdf`);
        await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
      }
    }
  });
}
