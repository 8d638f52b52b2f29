// The poster of what the lab holds: the settings and the samples of the newest film, the loss of the newest run.
import { pictureNoise, noisedAt } from '../../diffusion/process/pictures';
import { processOf } from '../../diffusion/process/index';
import type { Tables } from '../../diffusion/types';
import { pictureValues, fromBytes, toPictures, type Pictures } from '../../lab/pictures';
import { bucketMean, smoothed } from '../../lab/trace';
import type { Lab } from '../../store/labStore';
import type { Reel } from '../../store/reel';
import { stripPositions, toBatch } from '../hooks/forward';
import type { Format } from '../hooks/format';
import type { TFunction } from 'i18next';
import { drawPoster, type PosterChart, type PosterPicture } from './poster';
import { createScreen } from './screen';

const stripFrames = 9;

interface PosterOptions {
  readonly lab: Lab;
  readonly reel: Reel;
  readonly tables: Tables;
  readonly t: TFunction;
  readonly format: Format;
}

const picture = (pictures: Pictures, columns: number, words: string): PosterPicture => ({
  address: createScreen(pictures, { columns, gap: 1, factor: 6 }).canvas.toDataURL(),
  words,
});

/** The chosen image of the data set on its way into the noise. */
function stripOf({ lab: { config, dataset }, tables }: PosterOptions): Pictures | null {
  if (!dataset) return null;
  const all = fromBytes(dataset, dataset.preview);
  const clean = pictureValues(all, config.imageIndex % Math.max(1, all.count));
  const process = processOf(config);
  const noise = pictureNoise(process, config.sampleSeed, clean.length);
  const places = stripPositions(stripFrames, tables.timesteps);
  return toPictures(
    toBatch(
      all,
      places.map((t) => noisedAt(process, tables, clean, noise, t)),
    ),
  );
}

function curvesOf({ tables, t, format }: PosterOptions): PosterChart {
  const x = Array.from({ length: tables.timesteps }, (_, i) => i + 1);
  return {
    words: `${t('schedule.title')}: ${t('schedule.signal')}, ${t('schedule.noise')}`,
    xLabel: 't',
    lines: [
      { x, values: Array.from(tables.signal), colour: '#0b6782' },
      { x, values: Array.from(tables.noise), colour: '#c2500f' },
    ],
    range: [0, 1],
    format: format.exact,
  };
}

function lossOf({ lab, t, format }: PosterOptions): PosterChart | null {
  const losses = lab.runs.at(-1)?.losses;
  if (!losses || losses.buckets.length < 2) return null;
  const x = losses.buckets.map(({ step }) => step);
  const raw = losses.buckets.map(bucketMean);
  const even = smoothed(losses);
  const greatest = Math.max(...even.filter(Number.isFinite), 1e-6);
  return {
    words: t('training.view.loss'),
    xLabel: t('training.stepLabel'),
    lines: [
      { x, values: raw, colour: '#cbe8f0' },
      { x, values: even, colour: '#0b6782' },
    ],
    range: [0, greatest],
    format: (value) => format.number(value),
  };
}

/** @returns null while there are no images */
export function posterOf(options: PosterOptions): string | null {
  const { reel, t, format, lab } = options;
  const strip = stripOf(options);
  const last = reel.frames.at(-1);
  if (!strip || !last) return null;
  const { config } = lab;
  const facts = [
    t(`choices.dataset.${config.dataset}`),
    t(`choices.schedule.${config.schedule}`),
    `T = ${format.exact(config.timesteps)}`,
    t(`choices.predictionType.${config.predictionType}`),
    t('reverse.side', {
      sampler: t(`choices.sampler.${reel.config.sampler}`),
      steps: format.whole(reel.steps),
    }),
    t('reverse.sideModel', { run: reel.run, trained: format.whole(reel.trainingSteps) }),
  ];
  const columns = Math.ceil(Math.sqrt(last.xt.count));
  return drawPoster({
    title: t('app.title'),
    facts: facts.join(' · '),
    strip: picture(strip, stripFrames, t('forward.title')),
    samples: picture(last.xt, columns, t('reverse.title')),
    curves: curvesOf(options),
    loss: lossOf(options),
  });
}
