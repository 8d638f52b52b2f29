// Models whose images are not here: their shape is in the file, so that they open and draw all the same.
import { modelFile } from '../src/test/modelFile';
import { allDiffer, draw, panel, samplesAt } from './modelPage';
import { chooseFiles, open } from './page';
import { expect, test } from './support';

// The places where photos lie are out of reach.
test.use({ allowedProblems: [/^foreign request: |Failed to load resource/] });

const small = { model: 'playground', width: 8, timesteps: 200, samplingSteps: 2, sampleCount: 4 } as const;

const models = [
  { images: 'own images', dataset: 'own', side: 28, channels: 1, classes: 3 },
  { images: 'photos', dataset: 'cifar10', side: 32, channels: 3, classes: 10 },
] as const;

for (const { images, dataset, side, channels, classes } of models) {
  test(`a model of ${images} opens and draws where they cannot be had`, async ({ page, baseURL }) => {
    const origin = new URL(baseURL ?? '').origin;
    await page.route(
      (url) => url.origin !== origin || url.pathname.includes('/data/'),
      (route) => route.abort('internetdisconnected'),
    );
    const checkpoint = modelFile({ ...small, dataset }, { height: side, width: side, channels, classes });
    await open(page);
    await chooseFiles(page, [
      {
        name: 'model.safetensors',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(checkpoint),
      },
    ]);
    await expect(panel(page, 'training')).toContainText('Continue training');
    await draw(page);
    const noise = await samplesAt(page, 'reverse-xt', 'Back to the noise');
    expect(allDiffer(noise)).toBe(true);
    const samples = await samplesAt(page, 'reverse-xt', 'To the finished images');
    expect(samples).not.toEqual(noise);
    expect(samples.map(({ length }) => length)).toEqual(Array.from({ length: 4 }, () => side ** 2));
    await expect(page.getByTestId('failure')).toBeHidden();
  });
}
