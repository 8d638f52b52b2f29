// The grid of a chart and the numbers along its two axes.
import { memo } from 'react';
import type { Axis } from './axis';
import classes from './Curve.module.css';

export interface CurveAxesProps {
  readonly xAxis: Axis;
  readonly yAxis: Axis;
  /** Of the plot, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

/** Between the plot and the numbers, in pixels. */
const distance = 8;

/** Drawn again only when the axes change: most moves of a slider leave them as they are. */
export const CurveAxes = memo(function CurveAxes(props: CurveAxesProps) {
  const { xAxis, yAxis, width, height, formatX, formatY } = props;
  return (
    <g className={classes.axes}>
      {yAxis.ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${yAxis.place(tick)})`}>
          <line x2={width} />
          <text x={-distance} dy="0.355em" textAnchor="end">
            {formatY(tick)}
          </text>
        </g>
      ))}
      <line x2={width} y1={height} y2={height} />
      {xAxis.ticks.map((tick) => (
        <text key={tick} x={xAxis.place(tick)} y={height + distance} dy="0.71em" textAnchor="middle">
          {formatX(tick)}
        </text>
      ))}
    </g>
  );
});
