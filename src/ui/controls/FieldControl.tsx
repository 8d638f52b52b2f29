// The control of one field of the table, chosen by the field's type. Ranges come from the table alone.
import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { parseSetting } from '../../lab/config';
import { toFailure, type Failure } from '../../lab/errors';
import { fields, type FieldKey } from '../../lab/fields';
import { offered } from '../../lab/relevance';
import { useActions, useLab, useSetting } from '../../store/useLab';
import { useFailureWords } from '../hooks/failureWords';
import { FieldLabel } from './FieldLabel';
import { NumberControl } from './NumberControl';

interface FieldControlProps {
  readonly name: FieldKey;
  readonly disabled?: boolean;
}

/** Any value goes to the store as text through the parser, so that the border checks it. */
function useSetText(name: FieldKey): (text: string) => void {
  const { setConfig } = useActions();
  return (text) => setConfig({ [name]: parseSetting(name, text) });
}

function ChoiceControl({ name, disabled = false }: FieldControlProps) {
  const { t } = useTranslation();
  const setText = useSetText(name);
  const value = String(useSetting(name));
  const choices = useLab(useShallow(({ config }) => offered(name, config)));
  return (
    <NativeSelect
      size="xs"
      label={<FieldLabel name={name} />}
      aria-label={t(`fields.${name}.label`)}
      value={value}
      disabled={disabled}
      data={choices.map((choice) => ({
        value: choice,
        label: t(`choices.${name}.${choice}`),
      }))}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

function FlagControl({ name, disabled = false }: FieldControlProps) {
  const { t } = useTranslation();
  const setText = useSetText(name);
  return (
    <Switch
      size="xs"
      label={<FieldLabel name={name} />}
      aria-label={t(`fields.${name}.label`)}
      checked={useSetting(name) === true}
      disabled={disabled}
      onChange={(event) => setText(String(event.currentTarget.checked))}
    />
  );
}

/** A list as typed so far. */
interface Draft {
  readonly text: string;
  /** The value that it is to replace. */
  readonly over: string;
  readonly problem: Failure | null;
}

function ListControl({ name, disabled = false }: FieldControlProps) {
  const { t } = useTranslation();
  const setText = useSetText(name);
  const value = String(useSetting(name));
  const [draft, setDraft] = useState<Draft | null>(null);
  // A preset, say, has set another value meanwhile.
  if (draft && draft.over !== value) setDraft(null);
  const failureWords = useFailureWords();
  const commit = (): void => {
    if (!draft) return;
    try {
      setText(draft.text);
      setDraft(null);
    } catch (thrown) {
      setDraft({ ...draft, problem: toFailure(thrown) });
    }
  };
  return (
    <TextInput
      size="xs"
      label={<FieldLabel name={name} />}
      aria-label={t(`fields.${name}.label`)}
      placeholder={t('controls.listHint')}
      value={draft?.text ?? value}
      error={draft?.problem && failureWords(draft.problem)}
      disabled={disabled}
      onChange={(event) =>
        setDraft({ problem: null, ...draft, text: event.currentTarget.value, over: value })
      }
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}

/** A list of names: one select a place, as many places as there are levels. */
function NamesControl({
  name,
  disabled = false,
  choices,
}: FieldControlProps & { readonly choices: readonly string[] }) {
  const { t } = useTranslation();
  const setText = useSetText(name);
  const values = String(useSetting(name)).split(',');
  const change = (place: number, next: string): void =>
    setText(values.map((value, i) => (i === place ? next : value)).join(','));
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }} disabled={disabled}>
      <legend>
        <FieldLabel name={name} />
      </legend>
      {values.map((value, place) => (
        <NativeSelect
          key={place}
          size="xs"
          aria-label={`${t(`fields.${name}.label`)} ${place + 1}`}
          value={value}
          data={choices.map((choice) => ({ value: choice, label: t(`choices.${name}.${choice}`) }))}
          onChange={(event) => change(place, event.currentTarget.value)}
        />
      ))}
    </fieldset>
  );
}

export function FieldControl(props: FieldControlProps) {
  const field = fields[props.name];
  switch (field.type) {
    case 'number':
      return <NumberControl {...props} field={field} />;
    case 'choice':
      return <ChoiceControl {...props} />;
    case 'flag':
      return <FlagControl {...props} />;
    case 'list':
      return <ListControl {...props} />;
    case 'names':
      return <NamesControl {...props} choices={field.choices} />;
  }
}
