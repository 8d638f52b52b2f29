// The lessons' words, a namespace of their own that is loaded with the first lesson.
import i18next from 'i18next';
import type { Language } from '../i18n/i18n';
import en from './texts/en.json';

export const lessonsNamespace = 'lessons';

const loaders = {
  en: () => Promise.resolve({ default: en }),
  'zh-CN': () => import('./texts/zh-CN.json'),
  'zh-TW': () => import('./texts/zh-TW.json'),
  ru: () => import('./texts/ru.json'),
} as const satisfies Record<Language, () => Promise<{ readonly default: object }>>;

const isLoaded = (language: string): language is Language => Object.hasOwn(loaders, language);

/** Adds the words of a language, English beneath them. */
export async function loadLessonTexts(language: string): Promise<void> {
  const add = (name: string, texts: object): void => {
    if (!i18next.hasResourceBundle(name, lessonsNamespace))
      i18next.addResourceBundle(name, lessonsNamespace, texts);
  };
  add('en', en);
  if (isLoaded(language)) add(language, (await loaders[language]()).default);
}
