import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toFailure } from '../../lab/errors';
import { parseLesson, readLesson, wordsOf } from './format';

const documents = path.resolve(import.meta.dirname, '../../../docs');
const example = readFileSync(path.join(documents, 'lesson-example.json'), 'utf8');

/** A value within a lesson, by what leads there. */
type Path = readonly [string | number, ...(string | number)[]];

/** The example with one thing set, or taken away where the value is undefined. */
function changed(path: Path, value: unknown): unknown {
  const lesson: unknown = JSON.parse(example);
  const within = path
    .slice(0, -1)
    .reduce<unknown>((at, part) => (at as Record<string | number, unknown>)[part], lesson);
  (within as Record<string | number, unknown>)[path.at(-1) ?? ''] = value;
  return JSON.parse(JSON.stringify(lesson));
}

const reasonOf = (act: () => unknown) => {
  try {
    act();
  } catch (thrown) {
    return toFailure(thrown).reason;
  }
  return undefined;
};

describe('a lesson’s file', () => {
  it('is the example of the documentation, which stands there word for word', () => {
    const lesson = parseLesson(example, 'lesson-example.json');
    expect(lesson.pages).toHaveLength(2);
    expect(wordsOf(lesson, 'ru').title).toBe('Two schedules');
    const page = readFileSync(path.join(documents, 'lessons.md'), 'utf8');
    expect(page).toContain(example.trim());
  });

  const refusals: readonly (readonly [string, Path, unknown, string, object])[] = [
    ['another version', ['version'], 2, 'lesson-other', { file: 'mine.json' }],
    ['no pages', ['pages'], undefined, 'lesson-missing', { place: 'pages' }],
    ['no words', ['words'], {}, 'lesson-missing', { place: 'words' }],
    [
      'a page that lights nothing',
      ['pages', 1, 'light'],
      undefined,
      'lesson-missing',
      { place: 'pages[1].light' },
    ],
    [
      'a light that is no part of the page',
      ['pages', 0, 'light'],
      'moon',
      'lesson-value',
      { place: 'pages[0].light', value: '"moon"' },
    ],
    [
      'a task of no known kind',
      ['pages', 0, 'tasks', 0, 'do'],
      'dance',
      'lesson-value',
      { place: 'pages[0].tasks[0].do', value: '"dance"' },
    ],
    [
      'a task with something else in it',
      ['pages', 0, 'tasks', 0, 'fast'],
      true,
      'lesson-extra',
      { place: 'pages[0].tasks[0]', name: 'fast' },
    ],
    [
      'words for another number of pages',
      ['words', 'en', 'pages'],
      [{ text: 'One.' }],
      'lesson-pages',
      { place: 'words.en.pages', entries: 1, pages: 2 },
    ],
    [
      'a prediction without choices',
      ['words', 'en', 'pages', 1, 'choices'],
      undefined,
      'lesson-missing',
      { place: 'words.en.pages[1].choices' },
    ],
    ['a language that no page speaks', ['words', 'tlh'], {}, 'lesson-extra', { name: 'tlh' }],
    ['a setting that is none', ['pages', 0, 'settings'], { wave: 1 }, 'unknown-setting', { name: 'wave' }],
    [
      'a setting beyond its range',
      ['pages', 0, 'settings'],
      { timesteps: 1 },
      'whole-expected',
      { setting: 'timesteps' },
    ],
  ];

  it.each(refusals)('is refused with %s', (_, path, value, name, values) => {
    expect(reasonOf(() => readLesson(changed(path, value), 'mine.json'))?.name).toBe(name);
    expect(reasonOf(() => readLesson(changed(path, value), 'mine.json'))?.values).toMatchObject(values);
  });

  it('is refused where it is no JSON, or something else', () => {
    expect(reasonOf(() => parseLesson('{', 'mine.json'))?.name).toBe('lesson-json');
    expect(reasonOf(() => parseLesson('[]', 'mine.json'))?.name).toBe('lesson-other');
  });
});
