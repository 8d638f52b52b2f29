// A plot of the plane with its title, and the table of its numbers behind a button.
import { useState, type ReactNode } from 'react';
import { useFormat } from '../../../hooks/format';
import { NumbersTable, TableButton } from '../../../parts/NumbersTable';
import { PlanePlot, type PlanePlotProps } from './PlanePlot';
import type { Plotted } from './scenes';

/** In pixels, about that of a plot. */
const tableHeight = 320;

export interface PlaneFigureProps extends Pick<PlanePlotProps, 'label' | 'testId' | 'onDraw'> {
  readonly title: ReactNode;
  readonly plotted: Plotted | null;
  /** Of the table's columns. */
  readonly head: readonly string[];
  readonly children?: ReactNode;
}

export function PlaneFigure({ title, plotted, head, children, ...plot }: PlaneFigureProps) {
  const format = useFormat();
  const [showsTable, setShowsTable] = useState(false);
  const { scene = {}, rows = [] } = plotted ?? {};
  return (
    <figure>
      <figcaption>
        {title}
        <TableButton chart={plot.label} pressed={showsTable} onPress={setShowsTable} />
      </figcaption>
      {showsTable ? (
        <NumbersTable
          label={plot.label}
          height={tableHeight}
          head={head}
          rows={rows.map((row) => row.map((value) => format.number(value)))}
        />
      ) : (
        <PlanePlot scene={scene} {...plot} />
      )}
      {children}
    </figure>
  );
}
