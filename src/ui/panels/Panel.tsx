// The frame of a panel: number, title, one line of what it shows.
import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PartBoundary } from '../parts/PartBoundary';
import classes from './Panel.module.css';

export interface PanelProps {
  readonly id: 'schedule' | 'forward' | 'training' | 'reverse' | 'closer';
  /** In the circle before the title. */
  readonly number: ReactNode;
  readonly title: string;
  readonly subtitle: string;
  /** On the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Panel({ id, number, title, subtitle, actions, children }: PanelProps) {
  return (
    <section
      id={`panel-${id}`}
      className={classes.panel}
      aria-labelledby={`title-${id}`}
      tabIndex={-1}
      data-testid={`panel-${id}`}
    >
      <header className={classes.header}>
        <span className={classes.number} aria-hidden>
          {number}
        </span>
        <div className={classes.words}>
          <Title order={2} id={`title-${id}`} className={classes.title}>
            {title}
          </Title>
          <Text size="xs" c="dimmed">
            {subtitle}
          </Text>
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={classes.body}>
        <PartBoundary>{children}</PartBoundary>
      </div>
    </section>
  );
}
