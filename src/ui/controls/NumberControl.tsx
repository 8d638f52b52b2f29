// A number: a slider for feeling, a field for exactness.
import { Slider } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { NumberField } from '../../lab/field';
import type { FieldKey } from '../../lab/fields';
import { useActions, useSetting } from '../../store/useLab';
import { useFormat } from '../hooks/format';
import classes from './controls.module.css';
import { FieldLabel } from './FieldLabel';
import { NumberBox } from './NumberBox';
import { fromSlider, sliderRange, stepped, toSlider, type Direction } from './scale';

export interface NumberControlProps {
  readonly name: FieldKey;
  readonly field: NumberField;
  readonly disabled?: boolean;
}

/** Seeds and the like: a slider over thousands of millions of values is of no use. */
const widest = 1e7;

const directions: Readonly<Record<string, Direction>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
};

export function NumberControl({ name, field, disabled = false }: NumberControlProps) {
  const { t } = useTranslation();
  const { exact } = useFormat();
  const { setConfig } = useActions();
  const value = Number(useSetting(name));
  const label = t(`fields.${name}.label`);
  const help = t(`fields.${name}.help`);
  const set = (next: number): void => {
    if (next !== value) setConfig({ [name]: next });
  };
  /** The slider's own step of one place may end at the value where it began: rounding takes it back. */
  const step = ({ key }: KeyboardEvent): void => {
    const direction = directions[key];
    if (direction && !disabled) set(stepped(field, value, direction));
  };
  return (
    <div className={classes.number}>
      <div className={classes.row}>
        <FieldLabel name={name} />
        <NumberBox
          field={field}
          label={t('controls.exactly', { name: label })}
          value={value}
          disabled={disabled}
          onChange={set}
        />
      </div>
      {field.max - field.min <= widest && (
        <Slider
          {...sliderRange(field)}
          size="sm"
          label={null}
          thumbLabel={label}
          thumbValueText={exact(value)}
          value={toSlider(field, value)}
          disabled={disabled}
          thumbProps={{ 'aria-description': help }}
          onChange={(place) => set(fromSlider(field, place))}
          onKeyDown={step}
        />
      )}
    </div>
  );
}
