// What variations are variations of, and what the network was given of it.
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toPictures } from '../../../lab/pictures';
import type { Reel } from '../../../store/reel';
import { toBatch } from '../../hooks/forward';
import { PixelGrid } from '../../parts/PixelGrid';
import classes from './reverse.module.css';

/** Nothing for a film that begins with pure noise. */
export function Original({ reel: { start, frames } }: { readonly reel: Reel }) {
  const { t } = useTranslation();
  const shape = frames[0]?.xt;
  const picture = useMemo(
    () => (shape && start.kind === 'half-noised' ? toPictures(toBatch(shape, [start.image])) : null),
    [shape, start],
  );
  if (!picture || start.kind !== 'half-noised') return null;
  return (
    <figure className={classes.original} data-testid="original">
      <PixelGrid pictures={picture} label={t('reverse.original')} />
      <Text component="figcaption" size="xs" c="dimmed">
        {t('reverse.originalHint', { t: start.timestep + 1 })}
      </Text>
    </figure>
  );
}
