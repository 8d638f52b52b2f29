// The chain of places that images come from, over a real connection to a server beside the page that misbehaves in every
// manner: with no other place the page says what happened and lives; with one it goes on there.
import type { Page } from '@playwright/test';
import type { Manner } from '../src/test/badServer';
import { badBase } from './address';
import { expect, test } from './support';

test.use({ allowedProblems: [/^foreign request|net::ERR_|status of (404|500)/] });

const file = 'train-images-idx3-ubyte.gz';
const place = 'The folder data/ beside the page';

/**
 * What the visitor reads where no other place answers: of a place that was no use, or of a file that was none. Waiting
 * for those that fall silent takes a quarter of a minute: of them the way to the next place is seen here alone.
 */
const sentences: Record<Exclude<Manner, 'good'>, string | null> = {
  absent: `${place} has no ${file}`,
  page: `${place} has no ${file}`,
  portal: `${place} has no ${file}`,
  failing: `${place} answered with status 500`,
  hanging: null,
  stalling: null,
  dropping: `${place} broke off after 20 bytes`,
  endless: `${place} sent more than`,
  cut: `The file ${file} is damaged`,
  bomb: `The file ${file} unpacks to more than it can hold`,
  disguised: `In place of the file ${file} a web page came`,
  other: `The file ${file} is damaged`,
  altered: `The file ${file} is not the one that was published`,
};

const elsewhere = /^https:/;

/** The next place of the chain has what the page's own folder should have had. */
const answerElsewhere = (page: Page): Promise<unknown> =>
  page.route(elsewhere, async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1);
    const good = await page.request.get(`data/${name}`);
    await route.fulfill({ response: good, headers: { 'access-control-allow-origin': '*' } });
  });

async function seeSentence(page: Page, address: string, sentence: string): Promise<void> {
  await page.route(elsewhere, (route) => route.abort());
  await page.goto(address);
  const told = page.getByRole('alert').or(page.getByTestId('failure'));
  await expect(told).toBeVisible();
  const details = told.getByText('Technical details');
  if (await details.isVisible()) await details.click();
  await expect(told).toContainText(sentence);
  await expect(page.getByTestId('forward-strip')).toBeVisible();
  await page.unroute(elsewhere);
}

for (const [manner, sentence] of Object.entries(sentences)) {
  test(`a server that is ${manner} costs a sentence, or the way to the next place`, async ({ page }) => {
    const address = `${badBase}${manner}/?data=mnist&T=200`;
    if (sentence !== null) await seeSentence(page, address, sentence);
    await answerElsewhere(page);
    await page.goto(address);
    await expect(page.getByTestId('status')).toContainText('MNIST by Yann LeCun');
    const choice = page.getByRole('group', { name: 'Choose an image' });
    for (const [i, digit] of [5, 0, 4].entries())
      await expect(choice.getByRole('button', { name: `Image ${i + 1}, ${digit}` })).toBeVisible();
    await expect(page.getByTestId('failure')).toBeHidden();
  });
}
