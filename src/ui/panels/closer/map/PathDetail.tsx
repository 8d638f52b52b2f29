// The chosen place of a path: x there, what the network takes it for, and where the path ends.
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toPictures } from '../../../../lab/pictures';
import { pick } from '../../../parts/paint';
import { PixelGrid } from '../../../parts/PixelGrid';
import { closerNamespace } from '../texts';
import { guessAt } from './film';
import type { PathPoint } from './layout';
import classes from './map.module.css';
import type { PathMap } from './useMap';

export interface PathDetailProps {
  readonly map: PathMap;
  readonly chosen: PathPoint;
  readonly words: string;
}

export function PathDetail({ map: { film }, chosen: { path, frame }, words }: PathDetailProps) {
  const { t } = useTranslation(closerNamespace);
  const here = film.frames[frame];
  const pictures = useMemo(() => {
    const guess = guessAt(film, frame);
    const end = film.frames.at(-1)?.predOriginalSample;
    if (!here || !guess || !end) return null;
    const size = here.xt.length / film.count;
    const pixels = here.xt.subarray(path * size, (path + 1) * size);
    return {
      x: toPictures({ ...film, count: 1, pixels }),
      guess: pick(guess, [path]),
      end: pick(end, [path]),
    };
  }, [film, here, frame, path]);
  if (!here || !pictures) return null;
  return (
    <div data-testid="path">
      <Text size="sm" mb={8}>
        {words}
      </Text>
      <div className={classes.trio}>
        {(['x', 'guess', 'end'] as const).map((name) => (
          <figure key={name}>
            <PixelGrid
              pictures={pictures[name]}
              label={t(`map.${name}`, { t: here.position })}
              testId={`path-${name}`}
            />
            <figcaption>{t(`map.${name}`, { t: here.position })}</figcaption>
          </figure>
        ))}
      </div>
    </div>
  );
}
