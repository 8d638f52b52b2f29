// The words of the teacher's kit, loaded with it.
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf, type Language } from '../../i18n/i18n';
import { late, type Late } from '../../state/late';
import type en from './texts/en.json';

export type KitTexts = typeof en;

type Loader = () => Promise<{ readonly default: KitTexts }>;

const loaders = {
  en: () => import('./texts/en.json'),
  'zh-CN': () => import('./texts/zh-CN.json'),
  'zh-TW': () => import('./texts/zh-TW.json'),
  ru: () => import('./texts/ru.json'),
} as const satisfies Record<Language, Loader>;

const texts = (load: Loader): Late<KitTexts> => late(async () => (await load()).default, { ahead: false });

const byLanguage = {
  en: texts(loaders.en),
  'zh-CN': texts(loaders['zh-CN']),
  'zh-TW': texts(loaders['zh-TW']),
  ru: texts(loaders.ru),
} as const satisfies Record<Language, Late<KitTexts>>;

/** Waits for the words in the nearest `Suspense`; where they cannot be had, the boundary around it says so. */
export function useKitTexts(): KitTexts {
  const { i18n } = useTranslation();
  return use(byLanguage[languageOf(i18n.language) ?? 'en']());
}

/** Fills the blanks of a text: `{{name}}`. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(.*?)\}\}/g, (blank, name: string) => values[name] ?? blank);
