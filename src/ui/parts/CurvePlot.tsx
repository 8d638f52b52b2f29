// The plot of a line chart; the only importer of recharts, with CurveLines. recharts draws the frame, which most moves of
// a slider leave as it is. The lines, which move, are drawn over it, each on its own.
import { useElementSize } from '@mantine/hooks';
import { memo, useMemo, useState } from 'react';
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts';
import classes from './Curve.module.css';
import { CurveLines, LinesContext } from './CurveLines';
import { margin, type CurveProps } from './curveShape';
import { extentOf, type AxisScale } from './linePath';
import { logTicks, roundTicks, ticksAround } from './ticks';

/** Of the bottom, for the numbers along the axis; its title stands below them. */
const numbersDown = 24;

/** Pixels between two numbers along the x axis, at least. */
const tickDistance = 90;

/** Numbers along the y axis, roughly. */
const ticksUp = 4;

interface FrameProps extends Pick<CurveProps, 'formatX' | 'formatY'> {
  readonly width: number;
  readonly height: number;
  readonly firstX: number;
  readonly lastX: number;
  readonly low: number;
  readonly high: number;
  readonly scale: AxisScale;
  /** The y axis has just this range, not a rounder one. */
  readonly exact: boolean;
}

const tick = { fill: 'var(--ink-dim)', fontSize: 11 };

/** Grid and axes. The lines come to it through their context, so that they change without it. */
const Frame = memo(function Frame(props: FrameProps) {
  const { width, height, firstX, lastX, low, high, scale, exact, formatX, formatY } = props;
  const isLog = scale === 'log';
  const ticksY = exact ? null : (isLog ? logTicks : ticksAround)(low, high, ticksUp);
  // A logarithmic axis ends where its values do, any other at round numbers.
  const rounded = isLog ? null : ticksY;
  return (
    <LineChart
      width={width}
      height={height}
      data={[
        { x: firstX, y: low },
        { x: lastX, y: high },
      ]}
      margin={{ ...margin, bottom: margin.bottom - numbersDown, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke="var(--grid)" vertical={false} />
      <XAxis
        dataKey="x"
        type="number"
        domain={['dataMin', 'dataMax']}
        ticks={roundTicks(firstX, lastX, Math.max(2, Math.floor(width / tickDistance)))}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: 'var(--grid)' }}
        tickFormatter={(value: number) => formatX(value)}
        height={numbersDown}
        interval={0}
      />
      <YAxis
        dataKey="y"
        type="number"
        scale={scale}
        domain={[rounded?.[0] ?? low, rounded?.at(-1) ?? high]}
        {...(ticksY && { ticks: ticksY, interval: 0 })}
        allowDataOverflow={exact}
        tick={tick}
        tickLine={false}
        axisLine={false}
        tickFormatter={(value: number) => formatY(value)}
        width={margin.left}
      />
      <CurveLines />
    </LineChart>
  );
});

export type CurvePlotProps = Omit<CurveProps, 'marker' | 'xLabel' | 'yLabel'>;

export const CurvePlot = memo(function CurvePlot(props: CurvePlotProps) {
  const { x, lines, scale = 'linear', domain, formatX, formatY } = props;
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const [overlay, setOverlay] = useState<HTMLDivElement | null>(null);
  const [low, high] =
    domain ??
    extentOf(
      lines.map(({ values }) => values),
      scale,
    );
  const drawn = useMemo(
    () => ({ x, lines, formatX, formatY, overlay, cut: domain !== undefined }),
    [x, lines, formatX, formatY, overlay, domain],
  );
  return (
    <div ref={ref} className={classes.plot}>
      <LinesContext value={drawn}>
        {width > 0 && (
          <Frame
            {...{ width, height, low, high, scale, formatX, formatY }}
            firstX={x[0] ?? 0}
            lastX={x[x.length - 1] ?? 1}
            exact={domain !== undefined}
          />
        )}
      </LinesContext>
      <div ref={setOverlay} className={classes.field} style={margin} />
    </div>
  );
});
