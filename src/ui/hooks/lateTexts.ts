// The words of a part of the page that is not there at first: a namespace of its own, loaded with the part.
import i18next from 'i18next';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf, type Language } from '../i18n/i18n';
import { late, type Late } from '../state/late';

type Load = () => Promise<{ readonly default: object }>;

export interface LateTexts {
  /** Settles when the words of a language are there, English beneath them. */
  readonly load: (language: string) => Promise<void>;
  /** Waits for the words of the page's language in the nearest `Suspense`; where they cannot be had, the boundary around it says so. */
  readonly useTexts: () => void;
}

export function lateTexts(namespace: string, loaders: Readonly<Record<Language, Load>>): LateTexts {
  const texts = (language: Language): Late<void> =>
    late(
      async () => {
        const [english, own] = await Promise.all([loaders.en(), loaders[language]()]);
        i18next.addResourceBundle('en', namespace, english.default);
        i18next.addResourceBundle(language, namespace, own.default);
      },
      { ahead: false },
    );
  const byLanguage: Readonly<Record<Language, Late<void>>> = {
    en: texts('en'),
    'zh-CN': texts('zh-CN'),
    'zh-TW': texts('zh-TW'),
    ru: texts('ru'),
  };
  const load = (language: string): Promise<void> => byLanguage[languageOf(language) ?? 'en']();
  return {
    load,
    useTexts() {
      const { i18n } = useTranslation();
      use(load(i18n.language));
    },
  };
}
