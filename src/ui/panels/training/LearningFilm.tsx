// The learning film: the same 16 seeds, denoised again and again while the model learns.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FilmRow } from '../../../store/run';
import { useFormat } from '../../model/format';
import { PixelGrid } from '../../parts/PixelGrid';
import classes from './training.module.css';

const shownRows = 8;

/** At most so many rows of the film, evenly chosen, the first and the newest always among them. */
export function chooseRows<Row>(rows: readonly Row[], most: number): Row[] {
  if (rows.length <= most) return [...rows];
  return Array.from(
    { length: most },
    (_, i) => rows[Math.round((i * (rows.length - 1)) / (most - 1))],
  ).filter((row) => row !== undefined);
}

export function LearningFilm({ rows }: { readonly rows: readonly FilmRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <Text className={classes.heading} title={t('training.filmHint')}>
        {t('training.film')}
      </Text>
      <ol className={classes.film} data-testid="learning-film" data-rows={rows.length}>
        {chooseRows(rows, shownRows).map(({ step, pictures }) => (
          <li key={step}>
            <PixelGrid
              pictures={pictures}
              columns={Math.ceil(Math.sqrt(pictures.count))}
              gap={1}
              label={t('training.filmRow', { step: format.whole(step) })}
            />
            <span className="number">{format.whole(step)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
