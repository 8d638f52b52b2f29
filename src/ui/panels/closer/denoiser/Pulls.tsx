// The pictures of the set that pull on the perfect answer, with their weights.
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toPictures } from '../../../../lab/pictures';
import { useFormat } from '../../../hooks/format';
import { pick } from '../../../parts/paint';
import { PixelGrid } from '../../../parts/PixelGrid';
import classes from '../closer.module.css';
import { closerNamespace } from '../texts';
import type { UntrainedAnswer } from './useUntrained';

export function Pulls({ answer }: { readonly answer: UntrainedAnswer }) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const { pulls, sharers = 0 } = answer;
  const pictures = useMemo(() => pulls && toPictures(pulls.pictures), [pulls]);
  if (!pulls || !pictures) return null;
  return (
    <section className={classes.part} aria-label={t('denoiser.pulls')}>
      <h3>{t('denoiser.pulls')}</h3>
      <Text size="sm" data-testid="sharers">
        {t('denoiser.sharers', { pictures: format.number(sharers) })}
      </Text>
      <ol className={classes.pulls}>
        {pulls.weights.map((weight, i) => (
          <li key={i}>
            <PixelGrid pictures={pick(pictures, [i])} label={t('denoiser.pull', { place: i + 1 })} />
            <span className={classes.weight} style={{ inlineSize: `${100 * weight}%` }} />
            <span className="number">{format.fixed(100 * weight, 2)} %</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
