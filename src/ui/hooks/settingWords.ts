// A setting's value as its control writes it.
import { useTranslation } from 'react-i18next';
import type { FieldKey, LabConfig } from '../../lab/fields';
import { useFormat } from './format';

export function useSettingWords(): (config: LabConfig, key: FieldKey) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (config, key) => {
    const value = config[key];
    const word = (one: string | number): string =>
      typeof one === 'number' ? format.exact(one) : t(`choices.${key}.${one}`);
    if (typeof value === 'boolean') return t(value ? 'controls.on' : 'controls.off');
    return typeof value === 'object' ? value.map(word).join(' · ') : word(value);
  };
}
