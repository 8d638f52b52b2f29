// The names of the lessons, as a link carries them; what they are is in ui/lessons.

/** Of the box, in the order of the list. */
export const lessonIds = [
  'hour',
  'hour-recorded',
  'schedule',
  't0',
  't1',
  't2',
  't3',
  't4',
  'samplers',
  'guidance',
  'copy',
  'plane',
] as const;

export type LessonId = (typeof lessonIds)[number];

/** A lesson's file beside the page, by its address; `file` is one that the visitor has opened, which no link carries. */
export type LessonName = LessonId | `${string}.json` | 'file';

const isAddress = (name: string): name is `${string}.json` => name.endsWith('.json');

/** @returns null for what names no lesson */
export const lessonName = (name: string): LessonName | null =>
  lessonIds.find((known) => known === name) ?? (isAddress(name) ? name : null);
