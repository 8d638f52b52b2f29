// A map with what is chosen on it: a class, a path, a place of the path.
import { Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../hooks/format';
import { TableButton } from '../../../parts/NumbersTable';
import closer from '../closer.module.css';
import { Facts } from '../Facts';
import { closerNamespace } from '../texts';
import { Classes, useClassNames } from './Classes';
import type { PathPoint } from './layout';
import classes from './map.module.css';
import { MapPlot } from './MapPlot';
import { MapTable } from './MapTable';
import { PathDetail } from './PathDetail';
import type { PathMap } from './useMap';

export interface PathsProps {
  readonly map: PathMap;
  /** Index of the frame where the ruler stands. */
  readonly present: number;
}

export function Paths({ map, present }: PathsProps) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const { film, plane } = map;
  const nameOf = useClassNames(film);
  const [showsTable, setShowsTable] = useState(false);
  const [only, setOnly] = useState<number | null>(null);
  /** A frame of null follows the ruler. */
  const [choice, setChoice] = useState<{ readonly path: number; readonly frame: number | null }>({
    path: 0,
    frame: null,
  });
  const wanted = film.classes.includes(only) ? only : null;
  const isShown = useCallback(
    (path: number): boolean => wanted === null || film.classes[path] === wanted,
    [film, wanted],
  );
  const path = choice.path < film.count && isShown(choice.path) ? choice.path : film.classes.indexOf(wanted);
  const chosen: PathPoint = {
    path: Math.max(0, path),
    frame: Math.min(choice.frame ?? present, film.frames.length - 1),
  };
  const label = t('map.label', { paths: film.count, t: film.frames[present]?.position ?? 0 });
  const name = nameOf(film.classes[chosen.path] ?? null);
  const place = { path: chosen.path + 1, t: film.frames[chosen.frame]?.position ?? 0 };
  const words = name === null ? t('map.chosen', place) : t('map.chosenClass', { ...place, name });
  const share = (axis: 0 | 1): string => format.percent(plane.variances[axis] / (plane.total || 1));
  return (
    <>
      <figure>
        <div className={classes.bar}>
          <Classes film={film} only={wanted} onOnly={setOnly} />
          <TableButton chart={label} pressed={showsTable} onPress={setShowsTable} />
        </div>
        {showsTable ? (
          <MapTable map={map} label={label} present={present} />
        ) : (
          <MapPlot
            map={map}
            label={label}
            present={present}
            chosen={chosen}
            chosenWords={words}
            isShown={isShown}
            onChoose={(point, on) => setChoice({ path: on, frame: point?.frame ?? null })}
          />
        )}
      </figure>
      <div className={closer.part}>
        <PathDetail map={map} chosen={chosen} words={words} />
        <Text size="xs" c="dimmed">
          {t('map.hint')}
        </Text>
        <Facts
          testId="map-facts"
          facts={[
            [t('map.axis', { axis: 1 }), share(0)],
            [t('map.axis', { axis: 2 }), share(1)],
          ]}
        />
        <Text size="xs" c="dimmed">
          {t('map.note')}
        </Text>
      </div>
    </>
  );
}
