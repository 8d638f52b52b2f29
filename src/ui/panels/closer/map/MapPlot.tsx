// The map as a picture: a path and a place on it are chosen by pointing, a path with the arrow keys.
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useLayoutEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { pick, toRaster } from '../../../parts/paint';
import { closerNamespace } from '../texts';
import { classColour } from './classColour';
import { drawMap } from './drawing';
import { nearestPoint, placerOf, type PathPoint } from './layout';
import classes from './map.module.css';
import type { PathMap } from './useMap';

export interface MapPlotProps {
  readonly map: PathMap;
  readonly label: string;
  readonly present: number;
  readonly chosen: PathPoint;
  /** In words. */
  readonly chosenWords: string;
  readonly isShown: (path: number) => boolean;
  /** A place was pointed at, or, without one, a path was chosen by a key. */
  readonly onChoose: (point: PathPoint | null, path: number) => void;
}

const moves: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
};

/** The finished pictures, one below the other. */
function stack({ film }: PathMap): HTMLCanvasElement {
  const ends = film.frames.at(-1)?.predOriginalSample;
  const canvas = document.createElement('canvas');
  if (!ends) return canvas;
  const { width, height, data } = toRaster(pick(ends, [...Array(film.count).keys()]), { columns: 1, gap: 0 });
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}

export function MapPlot({ map, label, present, chosen, chosenWords, isShown, onChoose }: MapPlotProps) {
  const { t } = useTranslation(closerNamespace);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const scheme = useComputedColorScheme('light');
  const picture = width < 420 ? 20 : 28;
  const placer = useMemo(() => placerOf(map, { width, height }, picture), [map, width, height, picture]);
  const ends = useMemo(() => stack(map), [map]);
  const { film } = map;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    const pixels = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    if (element.width !== pixels[0]) [element.width, element.height] = pixels;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const dark = scheme === 'dark';
    const colourOf = (path: number): string =>
      classColour(film.classes[path] ?? null, film.classNames.length, dark);
    const ink = getComputedStyle(element).getPropertyValue('--ink');
    drawMap(
      context,
      { width, height },
      { map, placer, picture, present, chosen, isShown, colourOf, ink, ends },
    );
  }, [map, film, placer, picture, present, chosen, isShown, ends, width, height, scheme]);

  const point = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = [event.clientX - box.left, event.clientY - box.top] as const;
    const found = nearestPoint(map, placer, at, isShown);
    if (found) onChoose(found, found.path);
  };
  const press = (event: KeyboardEvent): void => {
    const shown = [...Array(film.count).keys()].filter(isShown);
    const place = shown.indexOf(chosen.path);
    const ends: Readonly<Record<string, number>> = { Home: 0, End: shown.length - 1 };
    const move = moves[event.key];
    const next = move === undefined ? ends[event.key] : (place + move + shown.length) % shown.length;
    const path = next === undefined ? undefined : shown[next];
    if (path === undefined) return;
    event.preventDefault();
    onChoose(null, path);
  };
  return (
    <div
      ref={ref}
      className={classes.plot}
      role="slider"
      tabIndex={0}
      aria-label={t('map.choose')}
      aria-valuemin={1}
      aria-valuemax={film.count}
      aria-valuenow={chosen.path + 1}
      aria-valuetext={chosenWords}
      onPointerDown={point}
      onPointerMove={point}
      onKeyDown={press}
    >
      <canvas ref={canvas} role="img" aria-label={label} data-testid="map" />
      {([1, 2] as const).map((axis) => (
        <span key={axis} className={classes.axis} data-axis={axis} aria-hidden>
          {t('map.axisName', { axis })}
        </span>
      ))}
    </div>
  );
}
