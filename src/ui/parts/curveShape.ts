// What a line chart is given, for all of its parts.
import type { AxisScale, Range } from './linePath';

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
  /** Titles of the axes. */
  readonly xLabel: string;
  readonly yLabel: string;
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

/** Around the plot, in pixels: the axes' numbers and titles stand there. */
export const margin = { top: 24, right: 14, bottom: 38, left: 46 } as const;
