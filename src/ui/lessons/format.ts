// The format of a lesson: a JSON file that a teacher can write (docs/lessons.md). It is refused with a reason, never
// half understood.
import { z } from '../../lab/zod';
import { LabError } from '../../lab/errors';
import { fieldKeys, type LabConfig } from '../../lab/fields';
import { parseConfig } from '../../lab/config';
import { presetNames } from '../../lab/presets';
import type { Reason } from '../../lab/reasons';
import { languages, type Language } from '../i18n/i18n';
import { closerNames } from '../state/view';

export const lessonFormat = 'diffusion-lab-lesson';
const version = 1;

/** What a page can light up. */
export const places = ['schedule', 'forward', 'ruler', 'training', 'reverse'] as const;
export type PlaceId = (typeof places)[number];

const setting = z.enum(fieldKeys);
const fraction = z.number().min(0).max(1);

/** What a page can ask for; each ticks itself (tasks.ts). */
const task = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('move-ruler') }),
  z.strictObject({ do: z.literal('ruler-within'), from: fraction, to: fraction }),
  z.strictObject({
    do: z.literal('set'),
    setting,
    to: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1),
  }),
  z.strictObject({ do: z.literal('change'), settings: z.array(setting).min(1) }),
  z.strictObject({ do: z.literal('reach-noise') }),
  z.strictObject({ do: z.literal('pick-picture') }),
  z.strictObject({ do: z.literal('train'), steps: z.int().min(1) }),
  z.strictObject({ do: z.literal('draw') }),
  z.strictObject({ do: z.literal('vary') }),
  z.strictObject({ do: z.literal('compare') }),
]);

const page = z.strictObject({
  /** What is lit while the page is open. */
  light: z.enum(places),
  /** Settings whose controls are lit, and shown beside the text where the settings are folded away. */
  show: z.array(setting).optional(),
  /** Set when the page is opened. */
  preset: z.enum(presetNames).optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  /** The closer look that is open with the page. */
  closer: z.enum(closerNames).optional(),
  /** In their order: one counts once those before it are done. */
  tasks: z.array(task).optional(),
  /** The visitor chooses one of the words' `choices` before the tasks; the index of what happens, from 0. */
  predict: z.strictObject({ right: z.int().min(0) }).optional(),
});

const text = z.string().min(1);

const pageWords = z.strictObject({
  text,
  question: text.optional(),
  answer: text.optional(),
  choices: z.array(text).min(2).max(9).optional(),
});

const words = z.strictObject({
  title: text,
  summary: text,
  /** For the teacher. */
  notes: text.optional(),
  pages: z.array(pageWords),
});

const languageNames = Object.keys(languages) as [Language, ...Language[]];

const lessonSchema = z.strictObject({
  format: z.literal(lessonFormat),
  version: z.literal(version),
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  minutes: z.int().min(1).max(600).optional(),
  /** What the lesson follows. */
  source: z
    .strictObject({
      title: text,
      by: text.optional(),
      language: text.optional(),
      address: z.url().optional(),
    })
    .optional(),
  pages: z.array(page).min(1).max(40),
  /** At least one language; the page's own is taken, else English, else the first. */
  words: z.partialRecord(z.enum(languageNames), words),
});

type Parsed = z.infer<typeof lessonSchema>;

export type Task = z.infer<typeof task>;
export type TaskKind = Task['do'];
export type PageWords = z.infer<typeof pageWords>;
export type LessonWords = z.infer<typeof words>;
export type LessonPage = Omit<Parsed['pages'][number], 'settings'> & {
  readonly settings?: Partial<LabConfig>;
};
export type Lesson = Omit<Parsed, 'pages'> & { readonly pages: readonly LessonPage[] };

const refuse = (sentence: string, reason: Reason): LabError => new LabError('bad-file', sentence, { reason });

/** A place in the file, as it would be written in a program: `pages[2].tasks[0].to`. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, part) =>
      typeof part === 'number' ? `${place}[${part}]` : `${place}${place === '' ? '' : '.'}${String(part)}`,
    '',
  );

/** The innermost fault: of a union, the fault within the member that was meant. */
function faultOf(issue: z.core.$ZodIssue, value: unknown): LabError {
  const place = placeOf(issue.path) || lessonFormat;
  const found = issue.path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined,
    value,
  );
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys.join(', ');
    return refuse(`In ${place} there is “${name}”, which no lesson has.`, {
      name: 'lesson-extra',
      values: { place, name },
    });
  }
  if (found === undefined)
    return refuse(`${place} is missing.`, { name: 'lesson-missing', values: { place } });
  return refuse(`${place} has a value that no lesson has there: ${issue.message}.`, {
    name: 'lesson-value',
    values: { place, value: String(JSON.stringify(found)).slice(0, 60) },
  });
}

function checkWords({ pages, words: all }: Parsed): void {
  if (Object.keys(all).length === 0)
    throw refuse('words is empty.', { name: 'lesson-missing', values: { place: 'words' } });
  for (const [language, of] of Object.entries(all)) {
    if (of.pages.length !== pages.length) {
      const place = `words.${language}.pages`;
      throw refuse(`${place} has ${of.pages.length} entries for ${pages.length} pages.`, {
        name: 'lesson-pages',
        values: { place, entries: of.pages.length, pages: pages.length },
      });
    }
    for (const [i, { choices }] of of.pages.entries()) {
      const right = pages[i]?.predict?.right;
      const place = `words.${language}.pages[${i}].choices`;
      if (right !== undefined && (choices?.length ?? 0) <= right)
        throw refuse(`${place} is missing.`, { name: 'lesson-missing', values: { place } });
    }
  }
}

/**
 * Reads a lesson.
 * @param json what the file holds, parsed
 * @param file its name, for refusals
 * @throws LabError `bad-file`, or `bad-setting` where a page sets what cannot be set
 */
export function readLesson(json: unknown, file: string): Lesson {
  const isLesson = z.looseObject({ format: z.literal(lessonFormat), version: z.literal(version) });
  if (!isLesson.safeParse(json).success) {
    throw refuse(`“${file}” is no lesson of version ${version}.`, { name: 'lesson-other', values: { file } });
  }
  const result = lessonSchema.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw issue ? faultOf(issue, json) : result.error;
  }
  checkWords(result.data);
  for (const { settings } of result.data.pages) parseConfig(settings ?? {});
  return result.data as Lesson;
}

/** Reads a lesson from the text of its file. @throws LabError as {@link readLesson} does */
export function parseLesson(content: string, file: string): Lesson {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LabError('bad-file', `“${file}” is no JSON: ${why}`, {
      cause,
      reason: { name: 'lesson-json', values: { file, why } },
    });
  }
  return readLesson(json, file);
}

/** The words of a lesson in a language, else in English, else in the first that it has. */
export function wordsOf(lesson: Lesson, language: string): LessonWords {
  const known: Readonly<Record<string, LessonWords | undefined>> = lesson.words;
  const found = known[language] ?? known['en'] ?? Object.values(lesson.words)[0];
  if (!found) throw new Error(`The lesson ${lesson.id} has no words.`);
  return found;
}
