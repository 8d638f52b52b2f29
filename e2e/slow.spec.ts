// What a slow computer is told before it trains: how long it takes, where that is known, and a shorter way.
import { playWorker } from './playedWorker';
import { set } from './modelPage';
import { open } from './page';
import { expect, test } from './support';

test('a slow GPU gets an estimate of the present settings, and small steps that are tried', async ({
  page,
}) => {
  await playWorker(page, { steps: 1, everyMs: 0, stepMs: 5000 });
  await open(page);
  const estimate = page.getByTestId('estimate');
  // 300 steps of 5 s.
  await expect(estimate).toHaveText(
    /^Digits can be read after about 25 min on this computer: a rough estimate/,
  );
  await set(page, 'Training steps', 200);
  // 200 steps of 5 s, and nobody has looked whether digits are there then.
  await expect(estimate).toHaveText(
    /^200 steps with these settings take about 16 min 40 sec .* has not been tried\.$/,
  );

  const small = page.getByTestId('small-steps');
  await expect(small).toHaveText('Small steps for a slow computer');
  await small.click();
  // 400 steps, eight pictures each instead of 64: an eighth of 5 s.
  await expect(estimate).toHaveText(/^Digits can be read after about 4 min 10 sec on this computer/);
  await expect(small).toBeHidden();
  await expect(page).toHaveURL(/batch=8\b/);
});
