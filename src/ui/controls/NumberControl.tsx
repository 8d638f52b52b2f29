// A number: a slider for feeling, a field for exactness.
import { Input, Slider } from '@mantine/core';
import { useId, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { NumberField } from '../../lab/field';
import type { FieldKey } from '../../lab/fields';
import { useActions, useSetting } from '../../store/useLab';
import { useFailureWords } from '../hooks/failureWords';
import { useFormat } from '../hooks/format';
import classes from './controls.module.css';
import { FieldLabel } from './FieldLabel';
import { readNumber } from './readField';
import { fromSlider, sliderRange, stepped, toSlider, type Direction } from './scale';
import { useDraft } from './useDraft';

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
  const { t, i18n } = useTranslation();
  const { exact } = useFormat();
  const failureWords = useFailureWords();
  const { setConfig } = useActions();
  const problemId = useId();
  const value = Number(useSetting(name));
  const label = t(`fields.${name}.label`);
  const help = t(`fields.${name}.help`);
  const set = (next: number): void => {
    if (next !== value) setConfig({ [name]: next });
  };
  const { input, problem } = useDraft({
    value,
    write: exact,
    read: (text) => readNumber({ name, text, language: i18n.language, whole: field.integer }),
    act: set,
  });
  /** The slider's own step of one place may end at the value where it began: rounding takes it back. */
  const step = ({ key }: KeyboardEvent): void => {
    const direction = directions[key];
    if (direction && !disabled) set(stepped(field, value, direction));
  };
  return (
    <div className={classes.number}>
      <div className={classes.row}>
        <FieldLabel name={name} />
        <Input
          {...input}
          size="xs"
          className={classes.input}
          inputMode={field.integer ? 'numeric' : 'decimal'}
          withAria={false}
          error={problem !== null}
          aria-label={t('controls.exactly', { name: label })}
          aria-invalid={problem !== null}
          aria-describedby={problem ? problemId : undefined}
          disabled={disabled}
        />
      </div>
      {problem && (
        <Input.Error id={problemId} role="alert">
          {failureWords(problem)}
        </Input.Error>
      )}
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
