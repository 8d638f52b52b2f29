// Lists: numbers in one text field, names as one select a place.
import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useActions, useSetting } from '../../store/useLab';
import { useFailureWords } from '../hooks/failureWords';
import { useFormat } from '../hooks/format';
import { useSetText, type ControlProps } from './control';
import classes from './controls.module.css';
import { readList } from './readField';
import { useDraft } from './useDraft';

export function ListControl({ name, ...rest }: ControlProps) {
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
      {...rest}
      {...input}
      size="xs"
      placeholder={t('controls.listHint')}
      error={problem && failureWords(problem)}
      errorProps={{ role: 'alert' }}
    />
  );
}

/** As many selects as there are levels. */
export function NamesControl({
  name,
  disabled,
  label,
  choices,
  'aria-label': spoken,
  'aria-description': help,
}: ControlProps & { readonly choices: readonly string[] }) {
  const { t } = useTranslation();
  const setText = useSetText(name);
  const values = String(useSetting(name)).split(',');
  const change = (place: number, next: string): void =>
    setText(values.map((value, i) => (i === place ? next : value)).join(','));
  return (
    <fieldset className={classes.names} disabled={disabled}>
      <legend>{label}</legend>
      {values.map((value, place) => (
        <NativeSelect
          key={place}
          size="xs"
          aria-label={`${spoken} ${place + 1}`}
          aria-description={help}
          value={value}
          data={choices.map((choice) => ({ value: choice, label: t(`choices.${name}.${choice}`) }))}
          onChange={(event) => change(place, event.currentTarget.value)}
        />
      ))}
    </fieldset>
  );
}
