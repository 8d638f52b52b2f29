// What the network is told of the time: sinusoids, and what it makes of them, as pictures over t.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeSight } from '../../../../lab/inside';
import { useFormat } from '../../../hooks/format';
import { ChartFrame } from '../../../parts/ChartFrame';
import { PixelGrid } from '../../../parts/PixelGrid';
import closer from '../closer.module.css';
import { closerNamespace } from '../texts';
import classes from './inside.module.css';
import { signedPictures } from './shades';

export interface TimePictureProps {
  readonly time: TimeSight;
  /** Table index of the ruler. */
  readonly timestep: number;
}

/** [times, width] as a picture with the time across. */
function overTime(rows: Float32Array, times: number) {
  const height = rows.length / times;
  const turned = Float32Array.from(rows, (_, i) => rows[(i % times) * height + Math.floor(i / times)] ?? 0);
  return signedPictures(turned, { count: 1, height, width: times });
}

export function TimePicture({ time, timestep }: TimePictureProps) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const { timesteps, sinusoids, embedding } = time;
  const pictures = useMemo(
    () => ({
      sinusoids: overTime(sinusoids, timesteps.length),
      embedding: overTime(embedding, timesteps.length),
    }),
    [sinusoids, embedding, timesteps],
  );
  const row = nearestRow(timesteps, timestep);
  const width = embedding.length / timesteps.length;
  const at = Array.from(embedding.subarray(row * width, (row + 1) * width));
  return (
    <section className={closer.part} aria-label={t('inside.time')} data-testid="inside-time">
      <h3>{t('inside.time')}</h3>
      <div className={closer.parts}>
        {(['sinusoids', 'embedding'] as const).map((name) => (
          <figure key={name}>
            <div className={classes.overTime}>
              <PixelGrid
                pictures={pictures[name]}
                label={t(`inside.${name}`)}
                className={classes.stretched}
              />
              <div
                className={classes.now}
                style={{ insetInlineStart: `${(100 * (row + 0.5)) / timesteps.length}%` }}
              />
            </div>
            <figcaption className={classes.note}>
              <strong>{t(`inside.${name}`)}</strong>{' '}
              {t('inside.overTime', { components: pictures[name].height })}
            </figcaption>
          </figure>
        ))}
        <ChartFrame
          testId="inside-embedding"
          label={t('inside.embeddingAt', { t: timestep + 1 })}
          xLabel={t('inside.component')}
          yLabel={t('inside.value')}
          x={at.map((_, i) => i + 1)}
          lines={[
            {
              key: 'embedding',
              label: t('inside.embeddingAt', { t: timestep + 1 }),
              colour: 'var(--signal)',
              values: at,
            },
          ]}
          height={170}
          formatX={String}
          formatY={format.number}
        />
      </div>
    </section>
  );
}

const nearestRow = (timesteps: readonly number[], timestep: number): number =>
  timesteps.reduce(
    (best, at, i) => (Math.abs(at - timestep) < Math.abs((timesteps[best] ?? 0) - timestep) ? i : best),
    0,
  );
