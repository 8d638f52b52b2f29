// What went wrong, in the language of the page.
import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../lab/errors';
import { useFormat, type Format } from './format';

/** A blank's value as the page calls it: settings, models and samplers by their labels. */
function shown(blank: string, value: string | number, { t, format }: Language): string {
  if (typeof value === 'number') return Number.isInteger(value) ? format.whole(value) : format.exact(value);
  switch (blank) {
    case 'setting':
      return t(`fields.${value}.label`);
    case 'model':
    case 'sampler':
      return t(`choices.${blank}.${value}`);
    case 'gpu':
      return value === '' ? t('status.unnamed') : value;
    default:
      return value;
  }
}

export interface Language {
  readonly t: TFunction;
  readonly format: Format;
}

/** The reason in words; without one, what the code says. */
export function failureWords({ code, reason }: Failure, language: Language): string {
  if (!reason) return language.t(`errors.${code}`);
  const values = Object.entries(reason.values).map(
    ([blank, value]) => [blank, shown(blank, value, language)] as const,
  );
  return language.t(`reasons.${reason.name}`, Object.fromEntries(values));
}

export function useFailureWords(): (failure: Failure) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback((failure) => failureWords(failure, { t, format }), [t, format]);
}
