// A number: a slider for feeling, a field for exactness.
import { Slider, TextInput } from '@mantine/core';
import { type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { NumberField } from '../../lab/field';
import { useActions, useSetting } from '../../store/useLab';
import { useFailureWords } from '../hooks/failureWords';
import { useFormat } from '../hooks/format';
import classes from './controls.module.css';
import type { ControlProps } from './control';
import { readNumber } from './readField';
import { fromSlider, sliderRange, stepped, toSlider, type Direction } from './scale';
import { useDraft } from './useDraft';

export interface NumberControlProps extends ControlProps {
  readonly field: NumberField;
}

/** Seeds and the like: a slider over thousands of millions of values is of no use. */
const widest = 1e7;

const directions: Readonly<Record<string, Direction>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
};

export function NumberControl({
  name,
  field,
  disabled,
  label,
  'aria-label': spoken,
  'aria-description': help,
}: NumberControlProps) {
  const { t, i18n } = useTranslation();
  const { exact } = useFormat();
  const failureWords = useFailureWords();
  const { setConfig } = useActions();
  const value = Number(useSetting(name));
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
      <TextInput
        {...input}
        size="xs"
        classNames={{ root: classes.row ?? '', wrapper: classes.input ?? '', error: classes.problem ?? '' }}
        label={label}
        inputMode={field.integer ? 'numeric' : 'decimal'}
        aria-label={t('controls.exactly', { name: spoken })}
        aria-description={help}
        error={problem && failureWords(problem)}
        errorProps={{ role: 'alert' }}
        disabled={disabled}
      />
      {field.max - field.min <= widest && (
        <Slider
          {...sliderRange(field)}
          size="sm"
          label={null}
          thumbLabel={spoken}
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
