// The control of one field of the table, chosen by the field's type. Ranges come from the table alone.
import { NativeSelect, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { fields, type FieldKey } from '../../lab/fields';
import { offered } from '../../lab/relevance';
import { useLab, useSetting } from '../../store/useLab';
import { useView } from '../state/view';
import classes from './controls.module.css';
import { useSetText, type ControlProps } from './control';
import { FieldLabel } from './FieldLabel';
import { ListControl, NamesControl } from './ListControl';
import { MovedAlong } from './MovedAlong';
import { NumberControl } from './NumberControl';
import { useHelp } from './useHelp';

interface FieldControlProps {
  readonly name: FieldKey;
  readonly disabled?: boolean;
}

function ChoiceControl({ name, ...rest }: ControlProps) {
  const { t } = useTranslation();
  const setText = useSetText(name);
  const value = String(useSetting(name));
  const choices = useLab(useShallow(({ config }) => offered(name, config)));
  return (
    <NativeSelect
      {...rest}
      size="xs"
      value={value}
      data={choices.map((choice) => ({
        value: choice,
        label: t(`choices.${name}.${choice}`),
      }))}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

function FlagControl({ name, ...rest }: ControlProps) {
  const setText = useSetText(name);
  return (
    <Switch
      {...rest}
      size="xs"
      checked={useSetting(name) === true}
      onChange={(event) => setText(String(event.currentTarget.checked))}
    />
  );
}

function Control(props: ControlProps) {
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

export function FieldControl({ name, disabled = false }: FieldControlProps) {
  const { t } = useTranslation();
  const { isOpen, toggle, ref, onKeyDown } = useHelp();
  const lit = useView((view) => view.lit.includes(name));
  return (
    <div
      ref={ref}
      role="presentation"
      data-lit={lit || undefined}
      className={classes.field}
      onKeyDown={onKeyDown}
    >
      <Control
        name={name}
        disabled={disabled}
        label={<FieldLabel name={name} isOpen={isOpen} onToggle={toggle} />}
        aria-label={t(`fields.${name}.label`)}
        aria-description={t(`fields.${name}.help`)}
      />
      <MovedAlong name={name} />
    </div>
  );
}
