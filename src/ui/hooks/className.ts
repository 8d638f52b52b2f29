// Names of a data set's classes in the language of the page; digits are their own names.
import type { TFunction } from 'i18next';

export const className = (name: string, t: TFunction): string => t(`classes.${name}`, { defaultValue: name });
