// The forward formula at one place of the ruler, with the numbers of a pixel where one is pointed at.
import { VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tables } from '../../../diffusion/types';
import { useFormat } from '../../hooks/format';
import { useProcess } from '../../hooks/process';
import { Formula } from '../../parts/Formula';
import { forwardFormula, type MixedPixel } from '../../parts/forwardFormula';
import classes from './forward.module.css';

/** Typesetting waits until the ruler, the slider or the pointer rests for a moment. */
const restMs = 80;

export interface FormulaLineProps {
  readonly position: number;
  readonly tables: Tables;
  readonly pixel: MixedPixel | null;
  /** In words: row and column. */
  readonly place: string;
  readonly isColour: boolean;
}

export function FormulaLine({ pixel: under, ...present }: FormulaLineProps) {
  const [position] = useDebouncedValue(present.position, restMs);
  const [tables] = useDebouncedValue(present.tables, restMs);
  // By its numbers: the pixel is another object with every picture that is drawn.
  const [numbers] = useDebouncedValue(JSON.stringify(under), restMs);
  return (
    <TypesetLine
      {...present}
      position={Math.min(position, tables.timesteps)}
      tables={tables}
      numbers={numbers}
    />
  );
}

const TypesetLine = memo(function TypesetLine({
  position,
  tables,
  numbers,
  place,
  isColour,
}: Omit<FormulaLineProps, 'pixel'> & { readonly numbers: string }) {
  const { t } = useTranslation();
  const { name: process } = useProcess();
  const { number } = useFormat();
  const pixel = JSON.parse(numbers) as MixedPixel | null;
  const { tex, plain } = forwardFormula({ tables, process, position, format: number, pixel });
  return (
    <div
      className={classes.formula}
      data-testid="formula"
      data-colour={isColour || undefined}
      tabIndex={0}
      role="region"
      aria-label={t('forward.formula')}
    >
      <Formula tex={tex} plain={plain} />
      <VisuallyHidden role="status">{pixel && `${place}: ${plain}`}</VisuallyHidden>
    </div>
  );
});
