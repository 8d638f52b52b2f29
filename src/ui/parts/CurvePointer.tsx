// What a chart says of the place under the pointer: a line there, a dot on each curve, and their numbers.
import { useState, type PointerEvent } from 'react';
import classes from './Curve.module.css';
import type { CurveProps } from './curveShape';
import type { Scale } from './linePath';

/** Index of the place nearest to a pixel; −1 when there is none. */
export function nearestPlace(x: ArrayLike<number>, place: Scale, pixel: number): number {
  let best = -1;
  let distance = Infinity;
  for (let i = 0; i < x.length; i += 1) {
    const here = Math.abs(place(x[i] ?? Number.NaN) - pixel);
    if (here < distance) [best, distance] = [i, here];
  }
  return best;
}

export interface CurvePointerProps extends Pick<CurveProps, 'x' | 'lines' | 'formatX' | 'formatY'> {
  readonly placeX: Scale;
  readonly placeY: Scale;
  /** Of the plot, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Lies over the plot and takes the pointer. */
export function CurvePointer({
  x,
  lines,
  placeX,
  placeY,
  width,
  height,
  formatX,
  formatY,
}: CurvePointerProps) {
  const [pixel, setPixel] = useState<number | null>(null);
  const follow = (event: PointerEvent): void =>
    setPixel(event.clientX - event.currentTarget.getBoundingClientRect().left);
  const index = pixel === null ? -1 : nearestPlace(x, placeX, pixel);
  const place = index < 0 ? null : (x[index] ?? null);
  const here = lines
    .map((line) => ({ ...line, value: line.values[index] ?? Number.NaN }))
    .filter(({ value }) => Number.isFinite(placeY(value)));
  const across = place === null ? 0 : placeX(place);
  return (
    <div className={classes.pointer} onPointerMove={follow} onPointerLeave={() => setPixel(null)}>
      {place !== null && (
        <>
          <svg width={width} height={height} className={classes.drawing} aria-hidden>
            <line className={classes.cursor} x1={across} x2={across} y2={height} />
            {here
              .filter(({ faint }) => !faint)
              .map(({ key, colour, value }) => (
                <circle
                  key={key}
                  className={classes.dot}
                  cx={across}
                  cy={placeY(value)}
                  r={3}
                  fill={colour}
                />
              ))}
          </svg>
          <div
            className={`${classes.tooltip} number`}
            style={across < width / 2 ? { left: across + 10 } : { right: width - across + 10 }}
          >
            <p>{formatX(place)}</p>
            {here.map(({ key, label, colour, value }) => (
              <p key={key} style={{ color: colour }}>
                {label} {formatY(value)}
              </p>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
