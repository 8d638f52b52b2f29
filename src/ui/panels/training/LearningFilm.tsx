// The learning film: the same 16 seeds, denoised again and again while the model learns.
import { ActionIcon, Slider, Text } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FilmRow } from '../../../lab/history';
import { useFormat } from '../../hooks/format';
import { PixelGrid } from '../../parts/PixelGrid';
import classes from './LearningFilm.module.css';
import panel from './training.module.css';
import { useFilmPlayer } from './useFilmPlayer';

const shownRows = 8;

/** At most so many rows of the film, evenly chosen, the first and the newest always among them. */
export function chooseRows<Row>(rows: readonly Row[], most: number): Row[] {
  if (rows.length <= most) return [...rows];
  return Array.from(
    { length: most },
    (_, i) => rows[Math.round((i * (rows.length - 1)) / (most - 1))],
  ).filter((row) => row !== undefined);
}

function Row({ row: { step, pictures } }: { readonly row: FilmRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PixelGrid
      pictures={pictures}
      columns={Math.ceil(Math.sqrt(pictures.count))}
      gap={1}
      label={t('training.filmRow', { step: format.whole(step) })}
    />
  );
}

export function LearningFilm({ rows }: { readonly rows: readonly FilmRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { index, playing, goTo, toggle } = useFilmPlayer(rows);
  const shown = rows[index];
  const last = rows.length - 1;
  const words = t('training.filmAfter', { step: format.whole(shown?.step ?? 0) });
  return (
    <div>
      <Text className={panel.heading} title={t('training.filmHint')}>
        {t('training.film')}
      </Text>
      <div className={classes.film}>
        <div data-testid="film-picture">{shown && <Row row={shown} />}</div>
        <ol className={classes.rows} data-testid="learning-film" data-rows={rows.length}>
          {chooseRows(rows, shownRows).map((row) => (
            <li key={row.step} data-shown={row === shown}>
              <Row row={row} />
              <span className="number">{format.whole(row.step)}</span>
            </li>
          ))}
        </ol>
        <div className={classes.transport} role="group" aria-label={t('training.film')}>
          <ActionIcon
            variant="light"
            radius="xl"
            size="md"
            aria-label={t(playing ? 'training.filmPause' : 'training.filmPlay')}
            disabled={last < 1}
            onClick={toggle}
            data-testid="film-play"
          >
            {playing ? <IconPlayerPauseFilled size={15} /> : <IconPlayerPlayFilled size={15} />}
          </ActionIcon>
          <Slider
            className={classes.scrub}
            size="sm"
            label={null}
            thumbLabel={t('training.filmScrub')}
            thumbValueText={words}
            min={0}
            max={Math.max(1, last)}
            value={index}
            disabled={last < 1}
            onChange={goTo}
          />
          <Text size="xs" c="dimmed" className="number" data-testid="film-step">
            {words}
          </Text>
        </div>
      </div>
    </div>
  );
}
