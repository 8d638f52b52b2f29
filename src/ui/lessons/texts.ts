// The lessons' words, a namespace of their own that is loaded with the first lesson.
import i18next from 'i18next';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf, type Language } from '../i18n/i18n';
import { late, type Late } from '../state/late';
import en from './texts/en.json';

export const lessonsNamespace = 'lessons';

const loaders = {
  en: () => Promise.resolve({ default: en }),
  'zh-CN': () => import('./texts/zh-CN.json'),
  'zh-TW': () => import('./texts/zh-TW.json'),
  ru: () => import('./texts/ru.json'),
} as const satisfies Record<Language, () => Promise<{ readonly default: object }>>;

/** Adds the words of a language, English beneath them. */
const texts = (language: Language): Late<void> =>
  late(
    async () => {
      const own = await loaders[language]();
      i18next.addResourceBundle('en', lessonsNamespace, en);
      i18next.addResourceBundle(language, lessonsNamespace, own.default);
    },
    { ahead: false },
  );

const byLanguage = {
  en: texts('en'),
  'zh-CN': texts('zh-CN'),
  'zh-TW': texts('zh-TW'),
  ru: texts('ru'),
} as const satisfies Record<Language, Late<void>>;

/** Settles when the words of the page's language are there. */
export const lessonTexts = (language: string): Promise<void> => byLanguage[languageOf(language) ?? 'en']();

/** Waits for the words in the nearest `Suspense`; where they cannot be had, the boundary around it says so. */
export function useLessonTexts(): void {
  const { i18n } = useTranslation();
  use(lessonTexts(i18n.language));
}
