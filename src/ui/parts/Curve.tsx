// Line charts; the only importer of recharts. The marker is drawn over the chart, so that moving it does not
// draw the chart again.
import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import classes from './Curve.module.css';

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
  readonly x: ArrayLike<number>;
  readonly lines: readonly CurveLine[];
  /** The least height; with `fill` the chart takes what its panel has left. */
  readonly height: number;
  readonly fill?: boolean;
  readonly scale?: 'linear' | 'log';
  readonly domain?: readonly [number, number];
  readonly formatY: (value: number) => string;
  readonly formatX: (value: number) => string;
  /** Position of the marker in units of x. */
  readonly marker?: number | undefined;
}

const plot = { top: 8, right: 14, bottom: 2, left: 0, axis: 46 } as const;

type Row = Record<string, number | null>;

/** One row a place on the x axis. A logarithmic axis cannot show what is not above 0. */
export function toRows(x: ArrayLike<number>, lines: readonly CurveLine[], scale: 'linear' | 'log'): Row[] {
  return Array.from({ length: x.length }, (_, i) => {
    const row: Row = { x: x[i] ?? null };
    for (const { key, values } of lines) {
      const value = values[i];
      const shown = value !== undefined && Number.isFinite(value) && (scale === 'linear' || value > 0);
      row[key] = shown ? value : null;
    }
    return row;
  });
}

const Chart = memo(function Chart(props: Omit<CurveProps, 'marker'>) {
  const { x, lines, scale = 'linear', domain, formatX, formatY } = props;
  const tick = { fill: 'var(--ink-dim)', fontSize: 11 };
  return (
    <div className={classes.plot}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 400, height: props.height }}>
        <LineChart data={toRows(x, lines, scale)} margin={plot} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--grid)" vertical={false} />
          <XAxis
            dataKey="x"
            type="number"
            domain={['dataMin', 'dataMax']}
            tick={tick}
            tickLine={false}
            axisLine={{ stroke: 'var(--grid)' }}
            tickFormatter={(value: number) => formatX(value)}
            height={22}
            minTickGap={28}
          />
          <YAxis
            scale={scale}
            domain={domain ? [...domain] : ['auto', 'auto']}
            allowDataOverflow={domain !== undefined}
            tick={tick}
            tickLine={false}
            axisLine={false}
            tickFormatter={(value: number) => formatY(value)}
            width={plot.axis}
          />
          <Tooltip
            isAnimationActive={false}
            formatter={(value) => (typeof value === 'number' ? formatY(value) : '')}
            labelFormatter={(value) => (typeof value === 'number' ? formatX(value) : '')}
            contentStyle={{
              background: 'var(--panel)',
              border: '1px solid var(--panel-edge)',
              borderRadius: 8,
              fontSize: 12,
            }}
          />
          {lines.map((line) => (
            <Line
              key={line.key}
              dataKey={line.key}
              name={line.label}
              stroke={line.colour}
              strokeWidth={line.width ?? (line.faint ? 1.25 : 2.25)}
              strokeOpacity={line.faint ? 0.55 : 1}
              {...(line.dash !== undefined && { strokeDasharray: line.dash })}
              dot={false}
              activeDot={line.faint ? false : { r: 3 }}
              isAnimationActive={false}
              type="linear"
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
});

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
        <div className={classes.field} style={{ left: plot.left + plot.axis, right: plot.right }}>
          <div className={classes.marker} style={{ left: `${place * 100}%` }} data-testid="curve-marker" />
        </div>
      )}
    </div>
  );
}
