// The words of the bench page, a namespace beside those of the page itself.
import { lateTexts } from '../../src/ui/hooks/lateTexts';
import en from './texts/en.json';

export const benchNamespace = 'bench';

export const { useTexts: useBenchTexts } = lateTexts(benchNamespace, {
  en: () => Promise.resolve({ default: en }),
  'zh-CN': () => import('./texts/zh-CN.json'),
  'zh-TW': () => import('./texts/zh-TW.json'),
  ru: () => import('./texts/ru.json'),
});
