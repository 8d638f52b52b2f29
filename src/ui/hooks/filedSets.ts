// The data sets whose files the page opens, as a list in words.
import { useTranslation } from 'react-i18next';
import { filedDatasets } from '../../datasets/registry';
import { useFormat } from './format';

export function useFiledSets(): string {
  const { t } = useTranslation();
  const format = useFormat();
  return format.list(filedDatasets.map((name) => t(`choices.dataset.${name}`)));
}
