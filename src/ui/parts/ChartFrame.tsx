// A chart with its legend, and the table of the same numbers behind a button.
import { Text } from '@mantine/core';
import { memo, useState, type ReactNode } from 'react';
import classes from './ChartFrame.module.css';
import { Curve } from './Curve';
import type { CurveLine, CurveProps } from './curveShape';
import { nearestPlace } from './CurvePointer';
import { NumbersTable, TableButton } from './NumbersTable';
import { roundTicks } from './ticks';

export interface ChartFrameProps extends CurveProps {
  readonly testId?: string;
  /** Tabs, switches: on the left of the legend. */
  readonly children?: ReactNode;
}

/** Rows of a table, roughly. */
const tableRows = 12;

/** Of few places all, else those nearest to round numbers, the first and the last among them: indices. */
export function tableIndices(x: ArrayLike<number>): number[] {
  if (x.length <= tableRows) return Array.from(x, (_, i) => i);
  const last = x.length - 1;
  const round = roundTicks(x[0] ?? 0, x[last] ?? 0, tableRows).map((tick) => nearestPlace(x, same, tick));
  return [...new Set([0, ...round, last])];
}

const same = (value: number): number => value;

function CurveTable({ x, lines, xLabel, label, height, formatX, formatY }: ChartFrameProps) {
  return (
    <NumbersTable
      label={label}
      height={height}
      head={[xLabel, ...lines.map((line) => line.label)]}
      rows={tableIndices(x).map((index) => [
        formatX(x[index] ?? Number.NaN),
        ...lines.map((line) => formatY(line.values[index] ?? Number.NaN)),
      ])}
    />
  );
}

type LegendItemProps = Pick<CurveLine, 'label' | 'colour'> & {
  readonly [Key in 'dash' | 'faint']: CurveLine[Key] | undefined;
};

// Legend and button are kept from being drawn with every move of a slider.
const LegendItem = memo(function LegendItem({ label, colour, dash, faint }: LegendItemProps) {
  return (
    <li>
      <svg width="20" height="8" aria-hidden>
        <line
          x1="0"
          x2="20"
          y1="4"
          y2="4"
          stroke={colour}
          strokeWidth={faint ? 1.5 : 2.5}
          strokeDasharray={dash}
          opacity={faint ? 0.7 : 1}
        />
      </svg>
      <Text component="span" size="xs" c="dimmed">
        {label}
      </Text>
    </li>
  );
});

export function ChartFrame(props: ChartFrameProps) {
  const { testId, children, ...curve } = props;
  const [showsTable, setShowsTable] = useState(false);
  return (
    <figure className={classes.frame} data-testid={testId} data-fill={curve.fill}>
      <div className={classes.bar}>
        <div className={classes.left}>
          {children}
          <ul className={classes.legend}>
            {curve.lines.map(({ key, label, colour, dash, faint }) => (
              <LegendItem key={key} {...{ label, colour, dash, faint }} />
            ))}
          </ul>
        </div>
        <TableButton chart={curve.label} pressed={showsTable} onPress={setShowsTable} />
      </div>
      {showsTable ? <CurveTable {...props} /> : <Curve {...curve} />}
    </figure>
  );
}
