// Samples from the same noise with each denoiser without training and with the trained network, and under each the nearest
// picture of the set: who copies, and who does not.
import { Button, Progress, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toPictures } from '../../../../lab/pictures';
import { useFormat } from '../../../hooks/format';
import { FailureText } from '../../../parts/FailureRemark';
import { PixelGrid } from '../../../parts/PixelGrid';
import { Remark } from '../../../parts/Remark';
import classes from '../closer.module.css';
import { closerNamespace } from '../texts';
import { drawers, type Drawer, type Drawn } from './drawing';
import { useDrawn } from './useDrawn';

const samples = 8;

/** The patch-wise one asks every pixel of every picture: more would take minutes. */
const mostPatchwise = 4000;

function Row({ which, drawn }: { readonly which: Drawer; readonly drawn: Drawn }) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const name = t(`denoiser.names.${which}`);
  const pictures = useMemo(() => toPictures(drawn.samples), [drawn.samples]);
  const nearest = useMemo(() => drawn.nearest && toPictures(drawn.nearest), [drawn.nearest]);
  const { distances, done, total } = drawn;
  const mean = distances && distances.reduce((sum, one) => sum + one, 0) / distances.length;
  return (
    <div className={classes.part} data-testid={`drawn-${which}`}>
      <Text size="sm">
        <strong>{name}</strong>{' '}
        {mean === undefined
          ? t('denoiser.drawing', { done, total })
          : t('denoiser.distance', { value: format.fixed(mean, 3) })}
      </Text>
      <PixelGrid pictures={pictures} columns={samples} label={t('denoiser.drawnWith', { name })} />
      {nearest && (
        <>
          <Text size="xs" c="dimmed">
            {t('denoiser.nearest')}
          </Text>
          <PixelGrid pictures={nearest} columns={samples} label={t('denoiser.nearestTo', { name })} />
        </>
      )}
    </div>
  );
}

export interface DrawnWithEachProps {
  readonly patch: number;
  /** Pictures of the set. */
  readonly count: number;
}

export function DrawnWithEach({ patch, count }: DrawnWithEachProps) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const patchwise = Math.min(mostPatchwise, count);
  const seen = { optimal: count, linear: count, patch: patchwise };
  const { drawn, busy, failure, draw, stop } = useDrawn({ patch, count: samples, seen });
  const present = busy && drawn[busy];
  return (
    <section className={classes.part} aria-label={t('denoiser.draw')}>
      <h3>{t('denoiser.draw')}</h3>
      <Text size="sm">{t('denoiser.drawHint', { pictures: format.whole(patchwise) })}</Text>
      <div className={classes.choices}>
        {busy ? (
          <>
            <Button size="xs" variant="default" onClick={stop} data-testid="stop-untrained">
              {t('stop')}
            </Button>
            <Progress
              className={classes.choice}
              value={present ? (100 * present.done) / present.total : 0}
              aria-label={t('denoiser.draw')}
              transitionDuration={0}
            />
          </>
        ) : (
          <Button size="xs" onClick={draw} data-testid="draw-untrained">
            {t('denoiser.drawNow', { count: samples })}
          </Button>
        )}
      </div>
      {failure && (
        <Remark kind="warning">
          <FailureText failure={failure} />
        </Remark>
      )}
      <div className={classes.parts}>
        {drawers.map((name) => {
          const row = drawn[name];
          return row && <Row key={name} which={name} drawn={row} />;
        })}
      </div>
    </section>
  );
}
