// What is exported without a training, read back from its bytes.
import { csvRows, gifFilm, pngSize } from './files';
import { exported, open, slider } from './page';
import { expect, test } from './support';

/** 16 samples of 28×28, four in a row, with gaps of one pixel. */
const side = 4 * 28 + 3;

test('the picture is a PNG of the samples as they stand', async ({ page }) => {
  await open(page);
  const png = await exported(page, 'png');
  expect(pngSize(png)).toEqual({ width: side * 4, height: side * 4 });
  await slider(page, 'Time').focus();
  await page.keyboard.press('End');
  expect((await exported(page, 'png')).equals(png)).toBe(false);
});

test('the film is a GIF with a frame for each kept step and words below, and a video; and there is a poster', async ({
  page,
}) => {
  await open(page);
  const film = gifFilm(await exported(page, 'film'));
  const steps = await page
    .getByRole('slider', { name: 'Step of the reverse process' })
    .getAttribute('aria-valuemax');
  expect(film).toEqual({ width: side * 3, height: side * 3 + 26, frames: Number(steps) + 1 });

  const video = await exported(page, 'video');
  const isWebm = video.readUInt32BE(0) === 0x1a45dfa3;
  const isMp4 = video.subarray(4, 8).toString('latin1') === 'ftyp';
  expect(isWebm || isMp4).toBe(true);
  expect(video.length).toBeGreaterThan(10_000);

  const poster = (await exported(page, 'poster')).toString('utf8');
  expect(poster).toContain('<svg xmlns');
  expect(poster.match(/href="data:image\/png;base64,/g)).toHaveLength(2);
  expect(poster).not.toMatch(/NaN|undefined/);
});

test('a film that takes long says how far it is, and is cancelled', async ({ page }) => {
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await open(page);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByTestId('export-video').click();
  const notice = page.getByRole('alert');
  const bar = notice.getByRole('progressbar', { name: 'Recording the video, in real time' });
  const share = async (): Promise<number> => Number(await bar.getAttribute('aria-valuenow'));
  const before = await share();
  await expect.poll(share).toBeGreaterThan(before);
  await notice.getByRole('button', { name: 'Cancel' }).click();
  await expect(notice).toBeHidden();
  // The same film is there for another export.
  await exported(page, 'film');
  expect(downloads).toEqual(['reverse.gif']);
});

test('the schedule is a table of numbers', async ({ page }) => {
  await open(page, '&schedule=linear');
  const { head, rows } = csvRows(await exported(page, 'schedule'));
  expect(head).toEqual([
    't',
    'betas',
    'alphasCumprod',
    'sqrtAlphasCumprod',
    'sqrtOneMinusAlphasCumprod',
    'posteriorVariance',
    'snr',
  ]);
  // The clean image, t = 0, has no β.
  expect(rows).toHaveLength(201);
  expect(rows[0]?.slice(0, 3)).toEqual(['0', '', '1']);
  expect(rows[1]?.slice(0, 2).map(Number)).toEqual([1, 1e-4]);
  // The product of 1 − β over 200 equal steps from 1e-4 to 0.02.
  expect(Number(rows[200]?.[2])).toBeCloseTo(0.13218275, 7);
});

test('settings and curves are one JSON file', async ({ page }) => {
  await open(page, '&schedule=linear');
  const lab = JSON.parse((await exported(page, 'json')).toString('utf8')) as {
    config: { timesteps: number; schedule: string };
    schedule: { betas: number[] };
    runs: unknown[];
  };
  expect(lab.config).toMatchObject({ timesteps: 200, schedule: 'linear' });
  expect(lab.schedule.betas).toHaveLength(200);
  expect(lab.runs).toEqual([]);
});
