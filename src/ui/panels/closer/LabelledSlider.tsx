// A slider of a closer look: its name, its value, and no setting of the lab behind it.
import { Slider } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './closer.module.css';

export interface LabelledSliderProps {
  readonly label: ReactNode;
  /** The name for those who listen, where the label is a formula. */
  readonly name: string;
  readonly value: number;
  readonly written: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
  readonly color?: string;
}

export function LabelledSlider({ label, name, written, ...slider }: LabelledSliderProps) {
  return (
    <div className={classes.slider}>
      <div className={classes.sliderName} aria-hidden>
        <span>{label}</span>
        <span className="number">{written}</span>
      </div>
      <Slider size="sm" label={null} thumbLabel={name} thumbValueText={written} {...slider} />
    </div>
  );
}
