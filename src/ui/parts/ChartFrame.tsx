// A chart with its legend, and the table of the same numbers behind a button.
import { ActionIcon, Table, Text } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { memo, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ChartFrame.module.css';
import { Curve } from './Curve';
import type { CurveLine, CurveProps } from './curveShape';
import { nearestPlace } from './CurvePointer';
import { roundTicks } from './ticks';

export interface ChartFrameProps extends CurveProps {
  readonly testId?: string;
  /** Tabs, switches: on the left of the legend. */
  readonly children?: ReactNode;
}

/** Rows of a table, roughly. */
const tableRows = 12;

/** Indices of the places nearest to round numbers, the first and the last place among them. */
export function tableIndices(x: ArrayLike<number>): number[] {
  if (x.length === 0) return [];
  const last = x.length - 1;
  const round = roundTicks(x[0] ?? 0, x[last] ?? 0, tableRows).map((tick) => nearestPlace(x, same, tick));
  return [...new Set([0, ...round, last])];
}

const same = (value: number): number => value;

function NumbersTable({ x, lines, xLabel, label, height, formatX, formatY }: ChartFrameProps) {
  return (
    <div
      className={classes.table}
      style={{ '--height': `${height}px` } as CSSProperties}
      tabIndex={0}
      role="group"
      aria-label={label}
    >
      <Table stickyHeader striped withRowBorders={false} verticalSpacing={2} fz="xs" className="number">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{xLabel}</Table.Th>
            {lines.map((line) => (
              <Table.Th key={line.key}>{line.label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tableIndices(x).map((index) => (
            <Table.Tr key={index}>
              <Table.Td>{formatX(x[index] ?? Number.NaN)}</Table.Td>
              {lines.map((line) => (
                <Table.Td key={line.key}>{formatY(line.values[index] ?? Number.NaN)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
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

interface TableButtonProps {
  readonly chart: string;
  readonly pressed: boolean;
  readonly onPress: (pressed: boolean) => void;
}

const TableButton = memo(function TableButton({ chart, pressed, onPress }: TableButtonProps) {
  const { t } = useTranslation();
  const name = t(pressed ? 'chart.showChart' : 'chart.showTable', { chart });
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={name}
      title={name}
      aria-pressed={pressed}
      onClick={() => onPress(!pressed)}
    >
      {pressed ? <IconChartLine size={16} /> : <IconTable size={16} />}
    </ActionIcon>
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
      {showsTable ? <NumbersTable {...props} /> : <Curve {...curve} />}
    </figure>
  );
}
