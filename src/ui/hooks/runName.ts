// What a kept run is called: by the visitor, else after its images.
import { useTranslation } from 'react-i18next';
import type { StoredRun } from '../../lab/stored';

export function useRunName(): (run: StoredRun) => string {
  const { t } = useTranslation();
  return ({ name, config }) => name || t(`choices.dataset.${config.dataset}`);
}
