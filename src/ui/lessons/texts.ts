// The lessons' words, a namespace of their own that is loaded with the first lesson.
import { lateTexts } from '../hooks/lateTexts';
import en from './texts/en.json';

export const lessonsNamespace = 'lessons';

export const { load: lessonTexts, useTexts: useLessonTexts } = lateTexts(lessonsNamespace, {
  en: () => Promise.resolve({ default: en }),
  'zh-CN': () => import('./texts/zh-CN.json'),
  'zh-TW': () => import('./texts/zh-TW.json'),
  ru: () => import('./texts/ru.json'),
});
