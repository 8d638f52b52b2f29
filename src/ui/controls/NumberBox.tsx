// A small field for an exact number. What makes no sense yet is kept as typed and dropped when the field is left.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NumberField } from '../../lab/field';
import { useFormat } from '../hooks/format';
import classes from './controls.module.css';
import { fromInput } from './scale';

export interface NumberBoxProps {
  readonly field: NumberField;
  readonly label: string;
  readonly value: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

export function NumberBox({ field, label, value, disabled, onChange }: NumberBoxProps) {
  const format = useFormat();
  const [draft, setDraft] = useState<string | null>(null);
  const type = (text: string): void => {
    setDraft(text);
    const plain = format.withPoint(text);
    const typed = fromInput(field, plain);
    // Half a number ("0." on the way to 0.02) is within the range only by being moved there: wait.
    if (typed !== null && typed === Number(plain)) onChange(typed);
  };
  const leave = (): void => {
    const typed = draft === null ? null : fromInput(field, format.withPoint(draft));
    if (typed !== null) onChange(typed);
    setDraft(null);
  };
  return (
    <TextInput
      size="xs"
      className={classes.input}
      inputMode={field.integer ? 'numeric' : 'decimal'}
      aria-label={label}
      value={draft ?? format.exact(value)}
      disabled={disabled}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}
