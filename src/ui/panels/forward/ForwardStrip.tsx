// One row of the forward process: the same picture at several places of the time ruler.
import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pictures } from '../../../lab/pictures';
import { useActions } from '../../../store/useLab';
import { PixelGrid } from '../../parts/PixelGrid';
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
  readonly onPoint?: (position: number) => void;
}

export const ForwardStrip = memo(function ForwardStrip(props: ForwardStripProps) {
  const { label, stations, count, timesteps, current, testId, onPoint } = props;
  const { t } = useTranslation();
  const { setConfig } = useActions();
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
          onPointerEnter={() => onPoint?.(position)}
          onFocus={() => onPoint?.(position)}
        >
          <PixelGrid
            pictures={pictures}
            label={t('forward.frame', { t: position })}
            className={classes.picture}
          />
          <span className={`${classes.place} number`}>{position}</span>
        </button>
      ))}
    </div>
  );
});
