// The lines of a chart, and what it says of the place under the pointer: inside recharts' frame, whose scales they
// take, but drawn without it. recharts lays out its whole chart again for every new set of numbers.
import { createContext, use } from 'react';
import { createPortal } from 'react-dom';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { CurveProps } from './curveShape';
import { CurvePointer } from './CurvePointer';
import { linePath, type Scale } from './linePath';

export interface DrawnLines extends Pick<CurveProps, 'x' | 'lines' | 'formatX' | 'formatY'> {
  /** Lies over the plot. */
  readonly overlay: HTMLElement | null;
  /** What lies beyond the plot is cut off. */
  readonly cut: boolean;
}

export const LinesContext = createContext<DrawnLines | null>(null);

/** All lines of a chart together have no more points than this. */
const mostPoints = 2000;

export function CurveLines() {
  const drawn = use(LinesContext);
  const area = usePlotArea();
  const [toX, toY] = [useXAxisScale(), useYAxisScale()];
  if (!drawn || !area || !toX || !toY) return null;
  const { x, lines, overlay, cut, ...formats } = drawn;
  const placeX: Scale = (value) => (toX(value) ?? Number.NaN) - area.x;
  const placeY: Scale = (value) => (toY(value) ?? Number.NaN) - area.y;
  const { width, height } = area;
  return (
    <>
      <svg x={area.x} y={area.y} width={width} height={height} overflow={cut ? 'hidden' : 'visible'}>
        {lines.map((line) => (
          <path
            key={line.key}
            data-line={line.key}
            d={linePath({
              x,
              values: line.values,
              placeX,
              placeY,
              mostPoints: Math.floor(mostPoints / lines.length),
            })}
            fill="none"
            stroke={line.colour}
            strokeWidth={line.width ?? (line.faint ? 1.25 : 2.25)}
            strokeOpacity={line.faint ? 0.55 : 1}
            strokeDasharray={line.dash}
          />
        ))}
      </svg>
      {overlay &&
        createPortal(<CurvePointer {...{ x, lines, placeX, placeY, width, height, ...formats }} />, overlay)}
    </>
  );
}
