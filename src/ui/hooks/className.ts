// Names of classes in the language of the page: those of the sets that it knows. Digits are their own names, and so are
// the folders of the visitor's own images.
import type { TFunction } from 'i18next';
import { datasets } from '../../datasets/registry';

/** @param dataset the set that the class is of */
export function className(name: string, dataset: string, t: TFunction): string {
  const set = Object.entries(datasets).find(([known]) => known === dataset)?.[1];
  const names: readonly string[] = set?.classNames ?? [];
  return names.includes(name) ? t(`classes.${name}`, { defaultValue: name }) : name;
}
