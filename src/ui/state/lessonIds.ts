// The names of the lessons, as a link carries them; what they are is in ui/lessons.

/** In the order of the list. */
export const lessonIds = ['t0', 't1', 't2', 't3', 't4', 'samplers'] as const;

export type LessonId = (typeof lessonIds)[number];
