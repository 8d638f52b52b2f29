// Links: they carry the settings, hide controls, and survive nonsense.
import { fieldKeys, fields } from '../src/lab/fields';
import { open, press, slider } from './page';
import { expect, test } from './support';

test('a link carries the settings, the time and the hidden controls', async ({ page }) => {
  await open(page, '&schedule=linear&time=0.25');
  await slider(page, 'β end').focus();
  await press(page, 'ArrowRight', 3);
  const betaEnd = await slider(page, 'β end').getAttribute('aria-valuetext');
  await page.getByRole('button', { name: 'Share' }).click();
  const link = page.getByTestId('share-link');
  const plain = await link.inputValue();
  await page.getByRole('checkbox', { name: /Hide controls/ }).check();
  await page.getByRole('checkbox', { name: 'β start' }).check();
  await expect(link).not.toHaveValue(plain);
  await expect(page.getByTestId('share-qr').locator('svg')).toBeVisible();

  await page.goto(await link.inputValue());
  await expect(slider(page, 'β end')).toHaveAttribute('aria-valuetext', betaEnd ?? '');
  await expect(page.getByTestId('ruler-t')).toHaveText('t = 50 of 200');
  await expect(slider(page, 'β start')).toHaveCount(0);
  await page.goto(plain);
  await expect(slider(page, 'β start')).toBeVisible();
});

test('a link with nonsense in every parameter opens the page as it is, and names them quietly', async ({
  page,
}) => {
  const names = fieldKeys.map((key) => fields[key].url);
  const refused = [...names, 'lesson', 'embed', 'theme', 'kit', 'hide', 'stage', 'lang'];
  const nonsense = [...refused, 'unheard-of'].map((name) => `${name}=${encodeURIComponent('<%wavy,')}`);
  await page.goto(`?${nonsense.join('&')}`);
  const notice = page.getByRole('alert');
  await expect(notice).toContainText(`${refused.length} parameters of the link were not understood`);
  await expect(notice).toContainText(`: ${new Intl.ListFormat('en').format(refused)}.`);

  await expect(page.getByRole('combobox', { name: 'Schedule' })).toHaveValue(fields.schedule.default);
  await expect(page.getByRole('combobox', { name: 'Images' })).toHaveValue(fields.dataset.default);
  await expect(slider(page, 'Steps T')).toHaveAttribute('aria-valuetext', String(fields.timesteps.default));
  await expect(page.getByTestId('forward-strip')).toBeVisible();
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect(notice).toBeHidden();
});
