// Below the setting that was changed last: which others moved with it, and where they are now.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { FieldKey } from '../../lab/fields';
import { isRelevant } from '../../lab/relevance';
import { movedAlong } from '../../store/history';
import { useLab } from '../../store/useLab';
import { useFormat } from '../hooks/format';
import { useSettingWords } from '../hooks/settingWords';

const none: readonly FieldKey[] = [];

export function MovedAlong({ name }: { readonly name: FieldKey }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useSettingWords();
  const keys = useLab(
    useShallow(({ history, config }) => {
      if (history.gesture?.keys !== name) return none;
      return movedAlong(history, config)?.keys.filter((key) => isRelevant(key, config)) ?? none;
    }),
  );
  const config = useLab((lab) => (keys.length > 0 ? lab.config : null));
  if (!config) return null;
  const moved = keys.map((key) => `${t(`fields.${key}.label`)} → ${words(config, key)}`);
  return (
    <Text size="xs" c="dimmed" pt={4} role="status" data-testid="moved-along">
      {t('controls.movedAlong', { settings: format.list(moved) })}
    </Text>
  );
}
