// Line charts. The marker is drawn over the chart, so that moving it does not draw the chart again.
import { useElementSize } from '@mantine/hooks';
import { memo, useMemo } from 'react';
import { makeAxis, rangeOf, type AxisScale, type Range } from './axis';
import classes from './Curve.module.css';
import { CurveAxes } from './CurveAxes';
import { CurvePointer } from './CurvePointer';
import { linePath } from './linePath';

export interface CurveLine {
  readonly key: string;
  readonly label: string;
  readonly colour: string;
  readonly values: ArrayLike<number>;
  readonly dash?: string;
  readonly width?: number;
  /** Drawn thin and pale, behind: an earlier state for comparison. */
  readonly faint?: boolean;
}

export interface CurveProps {
  readonly label: string;
  /** In ascending order. */
  readonly x: ArrayLike<number>;
  readonly lines: readonly CurveLine[];
  /** The least height; with `fill` the chart takes what its panel has left. */
  readonly height: number;
  readonly fill?: boolean;
  /** Of the y axis. A logarithmic one cannot show what is not above 0. */
  readonly scale?: AxisScale;
  /** Of the y axis; what lies beyond is cut off. Without it the axis holds all values. */
  readonly domain?: Range;
  readonly formatY: (value: number) => string;
  readonly formatX: (value: number) => string;
  /** Position of the marker in units of x. */
  readonly marker?: number | undefined;
}

/** Around the plot, in pixels: the axes' numbers stand there. */
const margin = { top: 8, right: 14, bottom: 24, left: 46 } as const;

/** All lines of a chart together have no more points than this. */
const mostPoints = 2000;

const yTicks = 4;
/** Pixels between two numbers along the x axis, about. */
const tickDistance = 80;

/** A range whose identity changes only with its ends. */
function useRange(low: number, high: number): Range {
  return useMemo(() => [low, high], [low, high]);
}

const Chart = memo(function Chart(props: Omit<CurveProps, 'marker'>) {
  const { x, lines, scale = 'linear', domain, formatX, formatY } = props;
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const xRange = useRange(x[0] ?? 0, x[x.length - 1] ?? 1);
  const yRange = useRange(
    ...(domain ??
      rangeOf(
        lines.map(({ values }) => values),
        scale,
        yTicks,
      )),
  );
  const xAxis = useMemo(
    () =>
      makeAxis({
        range: xRange,
        ends: [0, width],
        ticks: Math.max(2, Math.floor(width / tickDistance)),
        leastStep: xRange.every(Number.isInteger) ? 1 : 0,
      }),
    [xRange, width],
  );
  const yAxis = useMemo(
    () => makeAxis({ range: yRange, ends: [height, 0], ticks: yTicks, scale }),
    [yRange, height, scale],
  );
  return (
    <div ref={ref} className={classes.plot} style={{ inset: insets }}>
      {width > 0 && (
        <>
          <svg width={width} height={height} className={classes.drawing} aria-hidden>
            <CurveAxes {...{ xAxis, yAxis, width, height, formatX, formatY }} />
            <svg width={width} height={height} overflow={domain ? 'hidden' : 'visible'}>
              {lines.map((line) => (
                <path
                  key={line.key}
                  data-line={line.key}
                  d={linePath({
                    x,
                    values: line.values,
                    xAxis,
                    yAxis,
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
          </svg>
          <CurvePointer {...{ x, lines, xAxis, yAxis, width, height, formatX, formatY }} />
        </>
      )}
    </div>
  );
});

const insets = `${margin.top}px ${margin.right}px ${margin.bottom}px ${margin.left}px`;

export function Curve({ marker, ...chart }: CurveProps) {
  const { x, label, height, fill } = chart;
  const [first, last] = [x[0] ?? 0, x[x.length - 1] ?? 1];
  const place = marker === undefined ? null : (marker - first) / (last - first || 1);
  return (
    <div
      className={classes.curve}
      style={fill ? { minHeight: height, flex: 1 } : { height }}
      role="img"
      aria-label={label}
    >
      <Chart {...chart} />
      {place !== null && place >= 0 && place <= 1 && (
        <div className={classes.field} style={{ inset: insets }}>
          <div className={classes.marker} style={{ left: `${place * 100}%` }} data-testid="curve-marker" />
        </div>
      )}
    </div>
  );
}
