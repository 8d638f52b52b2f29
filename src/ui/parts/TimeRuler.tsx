// The time ruler: one cursor for the whole page, from the clean image (0) to the noise (T).
import { Text } from '@mantine/core';
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessName } from '../../diffusion/process/index';
import { useActions } from '../../store/useLab';
import { useProcess } from '../hooks/process';
import { useFormat } from '../hooks/format';
import { useNoisedPicture } from '../hooks/noisedPicture';
import { useCursor } from '../hooks/time';
import { PixelGrid } from './PixelGrid';
import { rulerKey } from '../hooks/rulerKeys';
import classes from './TimeRuler.module.css';

function Thumbnail({ position, label }: { readonly position: number; readonly label: string }) {
  const pictures = useNoisedPicture(position);
  return (
    pictures && (
      <PixelGrid pictures={pictures} label={label} className={classes.thumbnail} testId="ruler-picture" />
    )
  );
}

const factorNames = {
  gaussian: { signal: '√ᾱ', noise: '√(1−ᾱ)' },
  flow: { signal: '1 − t', noise: 't' },
  corrupt: { signal: '1 − a', noise: 'a' },
} as const satisfies Record<ProcessName, unknown>;

export function TimeRuler() {
  const { t } = useTranslation();
  const format = useFormat();
  const { setConfig } = useActions();
  const { position, timesteps, snr, signal, noise } = useCursor();
  const track = useRef<HTMLDivElement>(null);
  const names = factorNames[useProcess().name];
  const words = { t: position, T: timesteps, snr: format.number(snr) };

  const moveTo = (next: number): void => setConfig({ time: next / timesteps });
  const follow = (event: PointerEvent): void => {
    const box = track.current?.getBoundingClientRect();
    if (!box || box.width === 0) return;
    const fraction = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    moveTo(Math.round(fraction * timesteps));
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    // Not for a menu, nor with a second finger.
    if (event.button !== 0 || !event.isPrimary) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    follow(event);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = rulerKey(event.key, position, timesteps);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    moveTo(next);
  };

  return (
    <section className={classes.ruler} aria-label={t('ruler.title')} data-testid="time-ruler">
      <div className={classes.readout}>
        <Thumbnail position={position} label={t('ruler.picture', words)} />
        <div>
          <Text component="p" className={`${classes.t} number`} data-testid="ruler-t">
            {t('ruler.t', words)}
          </Text>
          <Text component="p" size="xs" c="dimmed" className="number" data-testid="ruler-snr">
            {t('ruler.snr', words)}
          </Text>
        </div>
      </div>
      <Text size="xs" className={classes.end}>
        {t('ruler.data')}
      </Text>
      <div
        ref={track}
        className={classes.track}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        data-testid="ruler-track"
      >
        <div className={classes.bar} />
        {[0, 0.25, 0.5, 0.75, 1].map((place) => (
          <span
            key={place}
            className={`${classes.tick} number`}
            style={{ left: `${place * 100}%` }}
            aria-hidden
          >
            {Math.round(place * timesteps)}
          </span>
        ))}
        <div
          className={classes.thumb}
          style={{ left: `${(position / timesteps) * 100}%` }}
          role="slider"
          tabIndex={0}
          aria-label={t('ruler.title')}
          aria-valuemin={0}
          aria-valuemax={timesteps}
          aria-valuenow={position}
          aria-valuetext={t('ruler.value', words)}
          onKeyDown={onKeyDown}
        />
      </div>
      <Text size="xs" className={classes.end} data-end="noise">
        {t('ruler.noise')}
      </Text>
      <div className={`${classes.mix} number`} aria-hidden>
        <span data-kind="signal">
          {names.signal} {format.fixed(signal, 2)}
        </span>
        <span data-kind="noise">
          {names.noise} {format.fixed(noise, 2)}
        </span>
      </div>
    </section>
  );
}
