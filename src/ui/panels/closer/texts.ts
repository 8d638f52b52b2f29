// The words of the closer looks, a namespace of their own that is loaded with the first of them.
import { lateTexts } from '../../hooks/lateTexts';
import en from './texts/en.json';

export const closerNamespace = 'closer';

export const { useTexts: useCloserTexts } = lateTexts(closerNamespace, {
  en: () => Promise.resolve({ default: en }),
  'zh-CN': () => import('./texts/zh-CN.json'),
  'zh-TW': () => import('./texts/zh-TW.json'),
  ru: () => import('./texts/ru.json'),
});
