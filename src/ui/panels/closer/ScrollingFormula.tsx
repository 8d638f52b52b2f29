// A formula that may be wider than its column: it scrolls by itself, by keyboard too.
import { useDebouncedValue } from '@mantine/hooks';
import { memo } from 'react';
import { Formula } from '../../parts/Formula';
import classes from './closer.module.css';

export interface FormulaText {
  readonly tex: string;
  readonly plain: string;
}

export interface ScrollingFormulaProps extends FormulaText {
  readonly label: string;
  readonly testId?: string;
}

/** Typesetting waits until the ruler or the slider rests for a moment. */
const restMs = 80;

// Not drawn anew beside a slider that it does not tell of.
export const ScrollingFormula = memo(function ScrollingFormula({
  tex,
  plain,
  label,
  testId,
}: ScrollingFormulaProps) {
  const [rested] = useDebouncedValue(tex, restMs);
  return (
    <div className={classes.formula} tabIndex={0} role="region" aria-label={label} data-testid={testId}>
      <Formula tex={rested} plain={plain} />
    </div>
  );
});
