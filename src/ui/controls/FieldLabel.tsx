// The name of a field, and what it means: at rest of the mouse, or at a press of its button. The button is no Tab stop
// of its own: on the field's control, ? does the same. A dot marks what differs from its default, and takes it back there.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHelp, IconPointFilled } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultOf } from '../../lab/config';
import type { FieldKey } from '../../lab/fields';
import { useActions, useLab } from '../../store/useLab';
import classes from './controls.module.css';

export interface FieldLabelProps {
  readonly name: FieldKey;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

const look = { multiline: true, w: 240, position: 'right', withArrow: true, interactive: true } as const;

function ResetDot({ name, label }: { readonly name: FieldKey; readonly label: string }) {
  const { t } = useTranslation();
  const { setConfig } = useActions();
  const differs = useLab(({ config }) => String(config[name]) !== String(defaultOf(name, config)));
  const reset = useLab(({ config }) => defaultOf(name, config));
  if (!differs) return null;
  const words = t('controls.reset', { name: label });
  return (
    <ActionIcon
      variant="transparent"
      color="noise"
      size="xs"
      aria-label={words}
      title={words}
      data-testid={`reset-${name}`}
      onClick={(event) => {
        // It stands in the label of its control.
        event.preventDefault();
        setConfig({ [name]: reset });
      }}
    >
      <IconPointFilled size={14} />
    </ActionIcon>
  );
}

export const FieldLabel = memo(function FieldLabel({ name, isOpen, onToggle }: FieldLabelProps) {
  const { t } = useTranslation();
  const ref = useRef<HTMLSpanElement>(null);
  const label = t(`fields.${name}.label`);
  const help = { ...look, label: t(`fields.${name}.help`), target: ref } as const;
  return (
    <span ref={ref} className={classes.name}>
      {/* Two, and one at a time: one that is told now and then to be open forgets when the mouse left it meanwhile. */}
      <Tooltip {...help} openDelay={250} disabled={isOpen} />
      {isOpen && <Tooltip {...help} opened />}
      <span className={classes.label}>{label}</span>
      <ActionIcon
        variant="transparent"
        color="gray"
        size="xs"
        tabIndex={-1}
        aria-label={t('controls.help', { name: label })}
        aria-expanded={isOpen}
        onClick={(event) => {
          // It stands in the label of its control.
          event.preventDefault();
          onToggle();
        }}
      >
        <IconHelp size={14} />
      </ActionIcon>
      <ResetDot name={name} label={label} />
    </span>
  );
});
