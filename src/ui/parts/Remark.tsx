// A quiet remark inside a panel: something worth knowing about the present settings.
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Remark.module.css';

export interface RemarkProps {
  readonly kind?: 'info' | 'warning';
  readonly children: ReactNode;
  readonly testId?: string;
}

export function Remark({ kind = 'info', children, testId }: RemarkProps) {
  const Icon = kind === 'warning' ? IconAlertTriangle : IconInfoCircle;
  return (
    <div className={classes.remark} data-kind={kind} role="status" data-testid={testId}>
      <Icon size={16} aria-hidden className={classes.icon} />
      <div>{children}</div>
    </div>
  );
}
