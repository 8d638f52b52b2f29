// A chart with its legend, and the table of the same numbers behind a button.
import { ActionIcon, Table, Text } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ChartFrame.module.css';
import { Curve, type CurveProps } from './Curve';

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

export function ChartFrame(props: ChartFrameProps) {
  const { xLabel: _xLabel, testId, children, ...curve } = props;
  const { t } = useTranslation();
  const [showsTable, setShowsTable] = useState(false);
  const name = t(showsTable ? 'chart.showChart' : 'chart.showTable', { chart: curve.label });
  return (
    <figure className={classes.frame} data-testid={testId} data-fill={curve.fill}>
      <div className={classes.bar}>
        <div className={classes.left}>
          {children}
          <ul className={classes.legend}>
            {curve.lines.map((line) => (
              <li key={line.key}>
                <svg width="20" height="8" aria-hidden>
                  <line
                    x1="0"
                    x2="20"
                    y1="4"
                    y2="4"
                    stroke={line.colour}
                    strokeWidth={line.faint ? 1.5 : 2.5}
                    strokeDasharray={line.dash}
                    opacity={line.faint ? 0.7 : 1}
                  />
                </svg>
                <Text component="span" size="xs" c="dimmed">
                  {line.label}
                </Text>
              </li>
            ))}
          </ul>
        </div>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={name}
          title={name}
          aria-pressed={showsTable}
          onClick={() => setShowsTable(!showsTable)}
        >
          {showsTable ? <IconChartLine size={16} /> : <IconTable size={16} />}
        </ActionIcon>
      </div>
      {showsTable ? <NumbersTable {...props} /> : <Curve {...curve} />}
    </figure>
  );
}
