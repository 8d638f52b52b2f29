// Names with their numbers, a pair a line.
import { Fragment, type ReactNode } from 'react';
import classes from './closer.module.css';

export interface FactsProps {
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
  readonly testId?: string;
}

export function Facts({ facts, testId }: FactsProps) {
  return (
    <dl className={`${classes.facts} number`} data-testid={testId}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
