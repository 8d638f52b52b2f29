// The colours of a map: each is a button that shows the paths of its class alone.
import { useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { className } from '../../../hooks/className';
import { closerNamespace } from '../texts';
import { classColour } from './classColour';
import type { PathFilm } from './film';
import classes from './map.module.css';

/** What a class is called; null where the paths have none. */
export function useClassNames(film: PathFilm) {
  const { t } = useTranslation();
  return (index: number | null): string | null => {
    const name = index === null ? undefined : film.classNames[index];
    return name === undefined ? null : className(name, film.dataset, t);
  };
}

export interface ClassesProps {
  readonly film: PathFilm;
  readonly only: number | null;
  readonly onOnly: (only: number | null) => void;
}

export function Classes({ film, only, onOnly }: ClassesProps) {
  const { t } = useTranslation(closerNamespace);
  const nameOf = useClassNames(film);
  const dark = useComputedColorScheme('light') === 'dark';
  const present = [...new Set(film.classes)].filter((index) => index !== null).toSorted((a, b) => a - b);
  if (present.length === 0) return null;
  return (
    <div className={classes.classes} role="group" aria-label={t('map.classes')}>
      {present.map((index) => (
        <button
          key={index}
          type="button"
          className={classes.class}
          aria-pressed={only === index}
          onClick={() => onOnly(only === index ? null : index)}
        >
          <span
            className={classes.swatch}
            style={{ background: classColour(index, film.classNames.length, dark) }}
          />
          {nameOf(index)}
        </button>
      ))}
    </div>
  );
}
