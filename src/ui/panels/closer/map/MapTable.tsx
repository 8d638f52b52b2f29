// The numbers behind a map: where each path begins, where it is, and where it ends.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../hooks/format';
import { NumbersTable } from '../../../parts/NumbersTable';
import { closerNamespace } from '../texts';
import { useClassNames } from './Classes';
import type { PathMap } from './useMap';

/** In pixels, like that of the plot on most screens. */
const height = 480;

export interface MapTableProps {
  readonly map: PathMap;
  readonly label: string;
  /** Index of the frame where the ruler stands. */
  readonly present: number;
}

export function MapTable({ map, label, present }: MapTableProps) {
  const { t } = useTranslation(closerNamespace);
  const format = useFormat();
  const nameOf = useClassNames(map.film);
  const { places, film } = map;
  const placeOf = (frame: number, path: number): string[] =>
    [0, 1].map((axis) => format.fixed(places[frame]?.[2 * path + axis] ?? Number.NaN, 2));
  const position = film.frames[present]?.position ?? 0;
  const axes = (at: number): string[] => [1, 2].map((axis) => t('map.at', { axis, t: at }));
  return (
    <NumbersTable
      label={label}
      height={height}
      head={[t('map.path'), t('map.class'), ...axes(film.timesteps), ...axes(position), ...axes(0)]}
      rows={film.classes.map((index, path) => [
        String(path + 1),
        nameOf(index) ?? '–',
        ...placeOf(0, path),
        ...placeOf(present, path),
        ...placeOf(places.length - 1, path),
      ])}
    />
  );
}
