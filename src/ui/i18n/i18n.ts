// Languages of the page. English comes with the page and stands in for what is not there yet; the others are
// loaded when they are chosen.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { samplers } from '../../diffusion/samplers/registry';
import type { Sampler } from '../../diffusion/samplers/sampler';
import { localStorageOrNull } from '../../store/storage';
import en from './en.json';

export const languages = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  ru: 'Русский',
} as const;

export type Language = keyof typeof languages;

const loaders = {
  en: () => Promise.resolve({ default: en }),
  'zh-CN': () => import('./zh-CN.json'),
  'zh-TW': () => import('./zh-TW.json'),
  ru: () => import('./ru.json'),
} as const satisfies Record<Language, () => Promise<{ readonly default: object }>>;

/** English, with the names that are proper ones and come with what they name. */
export function englishTexts() {
  const all: Readonly<Record<string, Sampler>> = samplers;
  const titles = Object.fromEntries(
    Object.entries(all).flatMap(([name, { title }]) => (title ? [[name, title]] : [])),
  );
  return { ...en, choices: { ...en.choices, sampler: { ...titles, ...en.choices.sampler } } };
}

const isLanguage = (name: string): name is Language => Object.hasOwn(languages, name);

/** What the page speaks for a language tag: `zh-HK` is traditional, any other `zh` simplified. */
export function languageOf(tag: string): Language | undefined {
  if (isLanguage(tag)) return tag;
  const [base = '', ...rest] = tag.toLowerCase().split('-');
  if (base === 'zh')
    return rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'zh-TW' : 'zh-CN';
  return isLanguage(base) ? base : undefined;
}

/** The first of the visitor's languages that the page speaks. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = languageOf(tag);
    if (language) return language;
  }
  return 'en';
}

/** @throws where the texts cannot be fetched; the page then speaks as before. */
export async function setLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const texts = await loaders[language]();
    i18next.addResourceBundle(language, 'translation', texts.default);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/**
 * Speaks English where the texts of another language cannot be fetched: a page in English is better than none.
 * @param wanted languages in the visitor's order of preference
 * @returns the language that could not be fetched
 */
export async function startI18n(wanted: readonly string[]): Promise<Language | null> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: englishTexts() } },
    interpolation: { escapeValue: false },
  });
  const language = chooseLanguage(wanted);
  try {
    await setLanguage(language);
    return null;
  } catch {
    await setLanguage('en');
    return language;
  }
}

const storageKey = 'lab-language';

export const rememberLanguage = (language: Language): void =>
  localStorageOrNull()?.setItem(storageKey, language);

/** Languages in order: the link's (`lang=`), the one chosen before, the browser's. */
export function wantedLanguages(query: string): string[] {
  const linked = new URLSearchParams(query).get('lang');
  const chosen = localStorageOrNull()?.getItem(storageKey) ?? null;
  return [linked, chosen, ...navigator.languages].filter((language) => language !== null);
}
