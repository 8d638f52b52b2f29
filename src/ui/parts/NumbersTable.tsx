// The table of numbers behind a picture, and the button that turns one into the other.
import { ActionIcon, Table } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ChartFrame.module.css';

export interface NumbersTableProps {
  readonly label: string;
  /** Of the picture in whose place it stands, in pixels. */
  readonly height: number;
  readonly head: readonly string[];
  /** As many cells each as the head has. */
  readonly rows: readonly (readonly string[])[];
}

export function NumbersTable({ label, height, head, rows }: NumbersTableProps) {
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
            {head.map((name, column) => (
              <Table.Th key={column}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((cells, row) => (
            <Table.Tr key={row}>
              {cells.map((cell, column) => (
                <Table.Td key={column}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface TableButtonProps {
  readonly chart: string;
  readonly pressed: boolean;
  readonly onPress: (pressed: boolean) => void;
}

// Kept from being drawn with every move of a slider.
export const TableButton = memo(function TableButton({ chart, pressed, onPress }: TableButtonProps) {
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
