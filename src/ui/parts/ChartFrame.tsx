// A chart with its legend, and the table of the same numbers behind a button.
import { ActionIcon, Table, Text } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { memo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ChartFrame.module.css';
import { Curve, type CurveLine, type CurveProps } from './Curve';

export interface ChartFrameProps extends CurveProps {
  readonly xLabel: string;
  readonly testId?: string;
  /** Tabs, switches: on the left of the legend. */
  readonly children?: ReactNode;
}

const tableRows = 24;

/** Indices of at most `most` evenly spaced entries, the first and the last among them. */
export function sampleIndices(length: number, most: number): number[] {
  const count = Math.min(length, most);
  if (count < 2) return count === 1 ? [0] : [];
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - 1)) / (count - 1)));
}

function NumbersTable({ x, lines, xLabel, label, height, formatX, formatY }: ChartFrameProps) {
  return (
    <div className={classes.table} style={{ height }} tabIndex={0} role="group" aria-label={label}>
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
          {sampleIndices(x.length, tableRows).map((index) => (
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
  const { xLabel: _xLabel, testId, children, ...curve } = props;
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
