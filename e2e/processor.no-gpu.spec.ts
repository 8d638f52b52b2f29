// A browser with neither WebGPU nor WebGL: the processor draws with a model of the box, and trains.
import { allDiffer, columnsOf, draw, set } from './modelPage';
import { picturesOf } from './pictures';
import { expect, test } from './support';

test('without a GPU the processor draws eight digits with guidance and trains ten steps', async ({
  page,
}) => {
  await page.goto('?data=strokes');
  await expect(page.getByTestId('status-gpu')).toHaveText('CPU · processor', { timeout: 60_000 });
  await expect(page.getByTestId('processor')).toContainText('many times slower');
  await expect(page.getByTestId('estimate')).toContainText('on this computer');
  await expect(page.getByTestId('small-steps')).toBeEnabled();

  await test.step('a model of the box draws', async () => {
    await page.getByTestId('pretrained').click();
    await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '1200', { timeout: 60_000 });
    await page.getByRole('switch', { name: 'More settings' }).check();
    await set(page, 'Guidance', 2);
    await set(page, 'Sampling steps', 5);
    await set(page, 'Samples', 8);
    await draw(page);
    await expect(page.getByTestId('reel-source')).toContainText('after 1,200 training steps');
    const digits = (await picturesOf(page.getByTestId('reverse-xt'), 3)).slice(0, 8);
    expect(allDiffer(digits)).toBe(true);
    // Strokes on a dark ground, not noise.
    for (const digit of digits) {
      expect(digit.filter((grey) => grey < 64).length / digit.length).toBeGreaterThan(0.5);
      expect(Math.max(...digit)).toBeGreaterThan(200);
    }
  });

  await test.step('ten small steps lose less and less', async () => {
    await page.goto(
      '?data=strokes&T=50&model=playground&opt=adam&width=8&batch=2&lr=0.01&warm=0&steps=10&n=2',
    );
    await page.getByTestId('train').click();
    await expect(page.getByTestId('training-step')).toHaveAttribute('data-step', '10', { timeout: 120_000 });
    const chart = page.getByTestId('loss-chart');
    await chart.getByRole('button', { name: 'Show the numbers of: Loss' }).click();
    const losses = (await columnsOf(chart)).get('each step') ?? [];
    expect(losses).toHaveLength(10);
    const sum = (some: readonly number[]): number => some.reduce((a, b) => a + b, 0);
    expect(sum(losses.slice(-3))).toBeLessThan(0.7 * sum(losses.slice(0, 3)));
  });
});
