// Undo, redo, and all settings back to their defaults.
import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconRestore } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldKeys, fields, type LabConfig } from '../../lab/fields';
import { defaultOf } from '../../lab/config';
import { isResting } from '../../store/phases';
import { canTravel } from '../../store/settings';
import { useActions, useLab } from '../../store/useLab';
import classes from './controls.module.css';

const differs = (config: LabConfig): boolean =>
  fieldKeys.some(
    (key) => fields[key].group !== 'view' && String(config[key]) !== String(defaultOf(key, config)),
  );

interface ToolProps {
  readonly name: 'undo' | 'redo' | 'resetAll';
  readonly icon: ReactNode;
  readonly ready: boolean;
}

function Tool({ name, icon, ready }: ToolProps) {
  const { t } = useTranslation();
  const actions = useActions();
  const words = t(`controls.${name}`);
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="md"
      aria-label={words}
      title={words}
      disabled={!ready}
      onClick={actions[name]}
      data-testid={name}
    >
      {icon}
    </ActionIcon>
  );
}

export function SettingsTools() {
  const { t } = useTranslation();
  const canUndo = useLab((lab) => canTravel(lab, 'undo'));
  const canRedo = useLab((lab) => canTravel(lab, 'redo'));
  // Not while images are used or drawn: it may choose others.
  const canReset = useLab(
    ({ config, training, sampling }) =>
      isResting(training) && sampling.kind !== 'sampling' && differs(config),
  );
  return (
    <div className={classes.tools} role="group" aria-label={t('controls.tools')}>
      <Tool name="undo" icon={<IconArrowBackUp size={18} />} ready={canUndo} />
      <Tool name="redo" icon={<IconArrowForwardUp size={18} />} ready={canRedo} />
      <Tool name="resetAll" icon={<IconRestore size={18} />} ready={canReset} />
    </div>
  );
}
