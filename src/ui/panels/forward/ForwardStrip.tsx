// One row of the forward process: the same picture at several places of the time ruler.
import { memo, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pictures } from '../../../lab/pictures';
import { useActions } from '../../../store/useLab';
import { PixelGrid } from '../../parts/PixelGrid';
import { PixelMark } from '../../parts/PixelMark';
import { placeByKey, placeUnder } from '../../parts/pixelPlace';
import classes from './forward.module.css';

export interface Station {
  readonly position: number;
  readonly pictures: Pictures;
}

export interface ForwardStripProps {
  readonly label: string;
  readonly stations: readonly Station[];
  /** Stations when all are there: the first ones have their places from the start. */
  readonly count: number;
  readonly timesteps: number;
  /** Index of the station under the cursor. */
  readonly current: number;
  readonly testId?: string;
  /** Called with the station that the pointer or the focus is on. */
  readonly onPoint: (station: number) => void;
  /** The pixel that is pointed at, row · width + column; the same on every station. */
  readonly pixel: number | null;
  readonly onPixel: (pixel: number | null) => void;
}

export const ForwardStrip = memo(function ForwardStrip(props: ForwardStripProps) {
  const { label, stations, count, timesteps, current, testId, onPoint, pixel, onPixel } = props;
  const { t } = useTranslation();
  const { setConfig } = useActions();
  const point = (event: PointerEvent, pictures: Pictures): void => {
    const picture = event.currentTarget.querySelector('canvas');
    if (picture) onPixel(placeUnder(event, pictures, picture));
  };
  const press = (event: KeyboardEvent, pictures: Pictures): void => {
    const next = placeByKey(event, pixel, pictures);
    if (next !== null || event.key === 'Escape') onPixel(next);
  };
  return (
    <div
      className={classes.strip}
      style={{ '--stations': count } as CSSProperties}
      role="group"
      aria-label={label}
      data-testid={testId}
    >
      {stations.map(({ position, pictures }, index) => (
        <button
          key={index}
          type="button"
          className={classes.station}
          aria-pressed={index === current}
          onClick={() => setConfig({ time: position / timesteps })}
          aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown"
          onPointerEnter={() => onPoint(index)}
          onPointerDown={(event) => point(event, pictures)}
          onPointerMove={(event) => point(event, pictures)}
          onFocus={() => onPoint(index)}
          onKeyDown={(event) => press(event, pictures)}
        >
          <span className={classes.frame}>
            <PixelGrid
              pictures={pictures}
              label={t('forward.frame', { t: position })}
              className={classes.picture}
            />
            {pixel !== null && <PixelMark place={pixel} of={pictures} />}
          </span>
          <span className={`${classes.place} number`}>{position}</span>
        </button>
      ))}
    </div>
  );
});
