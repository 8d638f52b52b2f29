// The settings, generated from the field table group by group; a beginner sees the basic ones.
import { Switch, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { isBrought } from '../../datasets/registry';
import type { Field, FieldGroup } from '../../lab/field';
import { fieldKeys, fields, type FieldKey } from '../../lab/fields';
import { isRelevant } from '../../lab/relevance';
import { useLab, useSetting } from '../../store/useLab';
import { useView } from '../state/view';
import classes from './controls.module.css';
import { FieldControl } from './FieldControl';
import { OwnImages } from './OwnImages';
import { SettingsTools } from './SettingsTools';

const groups: readonly FieldGroup[] = [
  'data',
  'schedule',
  'objective',
  'model',
  'training',
  'sampling',
  'view',
];

const hasOwnPlace = ({ inPanel }: Field): boolean => inPanel ?? false;

function Group({ group, keys }: { readonly group: FieldGroup; readonly keys: readonly FieldKey[] }) {
  const { t } = useTranslation();
  const own = isBrought(useSetting('dataset'));
  // Not while images are loaded: who waits for a slow mirror may choose others.
  const busy = useLab(({ training: { kind } }) => kind === 'training' || kind === 'compiling');
  return (
    <div className={classes.group} role="group" aria-label={t(`groups.${group}`)} data-group={group}>
      <Text component="h2" className={classes.heading}>
        {t(`groups.${group}`)}
      </Text>
      {keys.map((key) => (
        <FieldControl key={key} name={key} disabled={busy && key === 'dataset'} />
      ))}
      {group === 'data' && own && <OwnImages />}
    </div>
  );
}

export function Controls() {
  const hidden = useView((view) => view.hidden);
  const lit = useView((view) => view.lit);
  const { t } = useTranslation();
  const [advanced, setAdvanced] = useLocalStorage({ key: 'lab-advanced', defaultValue: false });
  const relevant = useLab(useShallow((lab) => fieldKeys.filter((key) => isRelevant(key, lab.config))));
  const shown = useMemo(
    () =>
      relevant.filter(
        (key) =>
          (advanced || fields[key].level === 'basic' || lit.includes(key)) &&
          !hasOwnPlace(fields[key]) &&
          !hidden.includes(fields[key].url),
      ),
    [relevant, advanced, hidden, lit],
  );
  return (
    <div className={classes.controls} data-testid="controls">
      <SettingsTools />
      {groups.map((group) => {
        const keys = shown.filter((key) => fields[key].group === group);
        return keys.length > 0 && <Group key={group} group={group} keys={keys} />;
      })}
      <Switch
        size="xs"
        className={classes.advanced}
        label={t('controls.advanced')}
        checked={advanced}
        onChange={(event) => setAdvanced(event.currentTarget.checked)}
      />
    </div>
  );
}
