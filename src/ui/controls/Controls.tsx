// The settings, generated from the field table group by group; a beginner sees the basic ones.
// Groups fold; who looks for a setting by its name finds it in all of them.
import { CloseButton, Switch, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconChevronDown, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
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

interface GroupProps {
  readonly group: FieldGroup;
  readonly keys: readonly FieldKey[];
  readonly folded: boolean;
  readonly onFold: () => void;
}

function Group({ group, keys, folded, onFold }: GroupProps) {
  const { t } = useTranslation();
  const own = isBrought(useSetting('dataset'));
  // Not while images are loaded: who waits for a slow mirror may choose others.
  const busy = useLab(({ training: { kind } }) => kind === 'training' || kind === 'compiling');
  return (
    <div className={classes.group} role="group" aria-label={t(`groups.${group}`)} data-group={group}>
      <Text component="h2" className={classes.heading}>
        <UnstyledButton className={classes.fold} aria-expanded={!folded} onClick={onFold}>
          {t(`groups.${group}`)}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Text>
      {!folded && (
        <>
          {keys.map((key) => (
            <FieldControl key={key} name={key} disabled={busy && key === 'dataset'} />
          ))}
          {group === 'data' && own && <OwnImages />}
        </>
      )}
    </div>
  );
}

interface SearchProps {
  readonly sought: string;
  readonly onSeek: (sought: string) => void;
}

function Search({ sought, onSeek }: SearchProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      size="xs"
      type="search"
      aria-label={t('controls.find')}
      placeholder={t('controls.find')}
      leftSection={<IconSearch size={14} />}
      rightSection={
        sought !== '' && (
          <CloseButton size="xs" aria-label={t('controls.findNothing')} onClick={() => onSeek('')} />
        )
      }
      value={sought}
      onChange={(event) => onSeek(event.currentTarget.value)}
      data-testid="find-setting"
    />
  );
}

export function Controls() {
  const hidden = useView((view) => view.hidden);
  const lit = useView((view) => view.lit);
  const { t } = useTranslation();
  const [advanced, setAdvanced] = useLocalStorage({ key: 'lab-advanced', defaultValue: false });
  const relevant = useLab(useShallow((lab) => fieldKeys.filter((key) => isRelevant(key, lab.config))));
  const [sought, setSought] = useState('');
  const [folded, setFolded] = useState<readonly FieldGroup[]>([]);
  const wanted = sought.trim().toLocaleLowerCase();
  const shown = useMemo(() => {
    const isSought = (key: FieldKey): boolean =>
      t(`fields.${key}.label`).toLocaleLowerCase().includes(wanted);
    return relevant.filter(
      (key) =>
        (wanted === '' ? advanced || fields[key].level === 'basic' || lit.includes(key) : isSought(key)) &&
        !hasOwnPlace(fields[key]) &&
        !hidden.includes(fields[key].url),
    );
  }, [relevant, advanced, hidden, lit, wanted, t]);
  const isFolded = (group: FieldGroup): boolean =>
    wanted === '' && folded.includes(group) && !lit.some((key) => fields[key].group === group);
  const fold = (group: FieldGroup): void =>
    setFolded(folded.includes(group) ? folded.filter((one) => one !== group) : [...folded, group]);
  return (
    <div className={classes.controls} data-testid="controls">
      <SettingsTools />
      <Search sought={sought} onSeek={setSought} />
      {wanted !== '' && shown.length === 0 && <Text size="sm">{t('controls.foundNothing')}</Text>}
      {groups.map((group) => {
        const keys = shown.filter((key) => fields[key].group === group);
        return (
          keys.length > 0 && (
            <Group
              key={group}
              group={group}
              keys={keys}
              folded={isFolded(group)}
              onFold={() => fold(group)}
            />
          )
        );
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
