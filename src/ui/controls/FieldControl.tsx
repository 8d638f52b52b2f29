// The control of one field of the table, chosen by the field's type. Ranges come from the table alone.
import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { parseSetting } from '../../lab/config';
import { fields, type FieldKey } from '../../lab/fields';
import { offered } from '../../lab/relevance';
import { useActions, useLab, useSetting } from '../../store/useLab';
import { useFailureWords } from '../hooks/failureWords';
import { useFormat } from '../hooks/format';
import { FieldLabel } from './FieldLabel';
import { NumberControl } from './NumberControl';
import { readList } from './readField';
import { useDraft } from './useDraft';

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

function ListControl({ name, disabled = false }: FieldControlProps) {
  const { t, i18n } = useTranslation();
  const { numbers } = useFormat();
  const failureWords = useFailureWords();
  const { setConfig } = useActions();
  const value = useSetting(name);
  const { input, problem } = useDraft({
    value: Array.isArray(value) ? value.map(Number) : [],
    write: numbers,
    read: (text) => readList({ name, text, language: i18n.language }),
    act: (next) => setConfig({ [name]: next }),
  });
  return (
    <TextInput
      {...input}
      size="xs"
      label={<FieldLabel name={name} />}
      aria-label={t(`fields.${name}.label`)}
      placeholder={t('controls.listHint')}
      error={problem && failureWords(problem)}
      errorProps={{ role: 'alert' }}
      disabled={disabled}
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
