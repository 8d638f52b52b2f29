// The teacher's kit: every document is a page that prints on its paper.
import type { Page } from '@playwright/test';
import { expectNoViolation } from './axe';
import { expect, test } from './support';

interface Printed {
  readonly pages: number;
  /** Of the pages, in points. */
  readonly sizes: readonly string[];
}

/** Prints as a browser's own dialog would: on the paper that the page asks for. */
async function print(page: Page): Promise<Printed> {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  const sizes = boxes.map(
    ([, width, height]) => `${Math.round(Number(width))}×${Math.round(Number(height))}`,
  );
  return { pages: boxes.length, sizes: [...new Set(sizes)] };
}

const kit = async (page: Page, query: string): Promise<void> => {
  await page.goto(`?kit=${query}`);
  await expect(page.getByTestId('kit').getByRole('heading', { level: 1 })).toHaveCount(1);
};

test('plan, worksheet with key, slides and glossary are pages that print on A4 and Letter', async ({
  page,
}) => {
  await kit(page, 'key');
  const row = page.getByRole('row', { name: /^linear β/ });
  await expect(row.getByRole('cell')).toHaveText(['1.00', '0.72', '0.28', '0.06', '0.01']);
  await expect(page.getByText('t = 400', { exact: true })).toBeVisible();
  await expectNoViolation(page, 'key');
  expect(await print(page)).toEqual({ pages: 2, sizes: ['595×842'] });

  await kit(page, 'worksheet&paper=letter');
  await expect(row.getByRole('cell')).toHaveText(['1.00', '', '', '', '']);
  expect(await print(page)).toEqual({ pages: 2, sizes: ['612×792'] });

  await kit(page, 'slides');
  await expect(page.getByTestId('slide')).toHaveCount(10);
  await expect(page.getByRole('img', { name: /Five frames of a recorded model/ }).first()).toBeVisible();
  expect(await print(page)).toEqual({ pages: 10, sizes: ['842×595'] });
  await page.getByText('Letter', { exact: true }).click();
  expect(page.url()).toContain('paper=letter');
  expect(await print(page)).toEqual({ pages: 10, sizes: ['792×612'] });
  await expectNoViolation(page, 'slides');

  await page.getByRole('button', { name: 'Plan of 45 minutes' }).click();
  await expect(page.getByText('45 minutes in all')).toBeVisible();
  await page.getByRole('button', { name: 'Glossary and standards' }).click();
  await expect(page.getByText('CSTA 3B-AP-08')).toBeVisible();
  await expectNoViolation(page, 'glossary');
});
