// Own images in three folders, trained on in the page until each class can be recognised in what is drawn by its name.
import { figureNames, nearestFigure } from '../src/test/figures';
import { ready } from './keptPage';
import { draw, samplesAt } from './modelPage';
import { takeFigures } from './ownFigures';
import { expect, test } from './support';

const side = 16;
const address =
  '?data=own&T=50&model=playground&width=8&opt=adam&lr=0.005&lrs=cosine&ema=0&batch=8&steps=150&n=10&count=4&cfg=1';

test('each class of own images is drawn so that it can be recognised', async ({ page }) => {
  await page.goto(address);
  await ready(page);
  await takeFigures(page, { count: 64, side });
  await page.getByTestId('train').click();
  await expect(page.getByTestId('train')).toHaveText('Train from scratch', { timeout: 3_000_000 });
  const wanted = page.getByRole('radiogroup', { name: 'Which class to draw' });
  for (const name of figureNames) {
    await wanted.getByRole('radio', { name }).check();
    await draw(page);
    const samples = await samplesAt(page, 'reverse-xt', 'To the finished images');
    expect(samples.map((sample) => nearestFigure(sample, side))).toEqual(Array(4).fill(name));
  }
});
