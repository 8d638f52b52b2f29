// What a chart says of the place under the pointer: a line there, a dot on each curve, and their numbers.
import { useState, type PointerEvent } from 'react';
import type { Axis } from './axis';
import classes from './Curve.module.css';
import type { CurveProps } from './Curve';

/** Index of the place nearest to a pixel; −1 when there is none. */
export function nearestPlace(x: ArrayLike<number>, axis: Axis, pixel: number): number {
  let best = -1;
  let distance = Infinity;
  for (let i = 0; i < x.length; i += 1) {
    const here = Math.abs(axis.place(x[i] ?? Number.NaN) - pixel);
    if (here < distance) [best, distance] = [i, here];
  }
  return best;
}

export interface CurvePointerProps extends Pick<CurveProps, 'x' | 'lines' | 'formatX' | 'formatY'> {
  readonly xAxis: Axis;
  readonly yAxis: Axis;
  /** Of the plot, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Lies over the plot and takes the pointer. */
export function CurvePointer({ x, lines, xAxis, yAxis, width, height, formatX, formatY }: CurvePointerProps) {
  const [pixel, setPixel] = useState<number | null>(null);
  const follow = (event: PointerEvent): void =>
    setPixel(event.clientX - event.currentTarget.getBoundingClientRect().left);
  const index = pixel === null ? -1 : nearestPlace(x, xAxis, pixel);
  const place = index < 0 ? null : (x[index] ?? null);
  const here = lines
    .map((line) => ({ ...line, value: line.values[index] ?? Number.NaN }))
    .filter(({ value }) => Number.isFinite(yAxis.place(value)));
  const across = place === null ? 0 : xAxis.place(place);
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
                  cy={yAxis.place(value)}
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
                {label} : {formatY(value)}
              </p>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
