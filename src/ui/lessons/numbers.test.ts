// Every number that a lesson's text claims of a schedule is computed here by the page's own mathematics, and has to
// stand in the text in every language.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeTables } from '../../diffusion/process/tables';
import { parseConfig } from '../../lab/config';
import type { LabConfig } from '../../lab/fields';
import { presetChanges } from '../../lab/presets';
import { mostSignalLeft } from '../hooks/tables';
import type { LessonId } from '../state/lessonIds';
import { lessons } from './registry';

/** √ᾱ after a share of the steps. */
function signal(settings: Partial<LabConfig>, share = 1): number {
  const { sqrtAlphasCumprod, timesteps } = makeTables(parseConfig(settings));
  return sqrtAlphasCumprod[Math.round(share * timesteps) - 1] ?? Number.NaN;
}

const linear = { schedule: 'linear', betaStart: 1e-4, betaEnd: 0.02, timesteps: 1000 } as const;
const t1 = presetChanges('t1-ddpm');
const t4 = presetChanges('t4-cifar10');

function smallestT(): number {
  let timesteps = 2;
  while (signal({ ...linear, timesteps }) >= 0.1) timesteps += 1;
  return timesteps;
}

type Part = 'text' | 'answer' | 'notes';

/** Lesson, page from 1, where it stands, the number as English writes it, and what it is of. */
const claims: readonly (readonly [LessonId, number, Part, string, number])[] = [
  ['schedule', 1, 'answer', '0.59', signal({ ...linear, betaEnd: 0.002 })],
  ['schedule', 1, 'answer', '0.006', signal(linear)],
  ['schedule', 2, 'text', '0.36', signal({ ...linear, betaEnd: 0.004 })],
  ['schedule', 3, 'answer', '0.36', signal({ ...linear, timesteps: 200 })],
  ['schedule', 3, 'answer', '0.28', signal(linear, 0.5)],
  [
    'schedule',
    3,
    'answer',
    '0.28',
    signal({ ...linear, timesteps: 200, betaStart: 5e-4, betaEnd: 0.1 }, 0.5),
  ],
  ['schedule', 4, 'answer', '0.28', signal(linear, 0.5)],
  ['schedule', 4, 'answer', '0.70', signal({ schedule: 'squaredcos_cap_v2' }, 0.5)],
  ['hour', 1, 'answer', '0.006', signal(linear)],
  ['hour', 2, 'answer', '0.28', signal(linear, 0.5)],
  ['hour', 2, 'answer', '0.96', Math.sqrt(1 - signal(linear, 0.5) ** 2)],
  ['hour', 3, 'answer', '0.28', signal(linear, 0.5)],
  ['hour', 3, 'answer', '0.70', signal({ schedule: 'squaredcos_cap_v2' }, 0.5)],
  ['hour-recorded', 1, 'answer', '0.006', signal(linear)],
  ['hour-recorded', 2, 'answer', '0.28', signal(linear, 0.5)],
  ['hour-recorded', 2, 'answer', '0.96', Math.sqrt(1 - signal(linear, 0.5) ** 2)],
  ['hour-recorded', 3, 'answer', '0.28', signal(linear, 0.5)],
  ['hour-recorded', 3, 'answer', '0.70', signal({ schedule: 'squaredcos_cap_v2' }, 0.5)],
  ['hour-recorded', 4, 'answer', '0.59', signal({ ...linear, betaEnd: 0.002 })],
  ['hour-recorded', 4, 'answer', '0.006', signal(linear)],
  ['t1', 1, 'answer', '0.36', signal(t1)],
  ['t1', 1, 'notes', '0.36', signal(t1)],
  ['t1', 2, 'answer', '456', smallestT()],
  ['t1', 5, 'answer', '0.01', Math.sqrt(makeTables(parseConfig(t1)).betas[0] ?? 0)],
  ['t3', 4, 'answer', '0.88', signal({ ...linear, schedule: 'geometric' }, 0.5)],
  ['t3', 4, 'answer', '0.15', signal({ ...linear, schedule: 'geometric' })],
  ['t4', 1, 'answer', '0.78', signal(t4, 0.5)],
];

describe('a number in a lesson', () => {
  it.each(claims)('%s, page %i, %s: %s', (id, page, part, written, value) => {
    const digits = written.split('.')[1]?.length ?? 0;
    expect(value.toFixed(digits)).toBe(written);
    const lesson = lessons.find((one) => one.id === id);
    for (const [language, words] of Object.entries(lesson?.words ?? {})) {
      const here = part === 'notes' ? words.notes : words.pages[page - 1]?.[part];
      const plain = (here ?? '').replaceAll('{,}', '.').replaceAll(/(?<=\d),(?=\d)/g, '.');
      expect(plain, language).toContain(written);
    }
  });
});

const fileText = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** Parameters of the tutorials' networks, as torch counts them. */
const parameters = (
  JSON.parse(fileText('src/engine/models/golden/counts.json')) as { cases: { parameters: number }[] }
).cases.map((one) => one.parameters);

const presetBatch = presetChanges('t2-basic-unet').batchSize ?? Number.NaN;

const tutorials = fileText('docs/results/tutorials.md');

/** Numbers that no mathematics of the page gives: what else they are, checked where that can be. */
const others: Readonly<Record<string, boolean>> = {
  // How far people see through noise: an observation, told as one.
  't0 60': true,
  't0 80': true,
  // Seeds of the learning film.
  't0 16': fileText('src/engine/sampling/learningFilm.ts').includes('const pictures = 16;'),
  // Million parameters.
  't0 1.7': parameters.includes(1_707_009),
  't2 309057': parameters.includes(309_057),
  // Steps of an epoch of MNIST.
  't2 469': Math.ceil(60_000 / presetBatch) === 469,
  // Losses of the tutorial's first three epochs.
  't2 0.0270': tutorials.includes('0.0270'),
  't2 0.0206': tutorials.includes('0.0206'),
  't2 0.0186': tutorials.includes('0.0186'),
  // Grey values of a byte.
  't3 256': 2 ** 8 === 256,
  // Half time of T = 100.
  't4 50': t4.timesteps === 100,
  // What the page calls noise.
  't1 0.1': mostSignalLeft === 0.1,
  // A tenth of β, and five times it: T = 200 with the sum of T = 1000.
  'schedule 0.0005': 5 * linear.betaStart === 0.0005,
  'schedule 0.1': 5 * linear.betaEnd === 0.1,
};

/** Numbers of more than one digit, and all with a point: formulas' indices and powers left out, as are round tens. */
function numbersIn(text: string): readonly string[] {
  const plain = text.replaceAll(/[_^](?:\{[^}]*\}|\S)/g, '').replaceAll(/(?<=\d),(?=\d{3})/g, '');
  const found = [...plain.matchAll(/(?<![\w.{])\d+(?:\.\d+)?/g)].map(([number]) => number);
  return found.filter((number) => number.includes('.') || Number(number) > 10);
}

describe('every number in the English of a lesson', () => {
  it.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (id, { words, pages }) => {
    const text = words.en;
    if (!text) throw new Error(`${id} has no English.`);
    // What a page sets or asks for is a number of the page itself.
    const set = pages.flatMap(({ preset, settings, tasks = [] }) => [
      ...Object.values(preset ? parseConfig(presetChanges(preset)) : {}),
      ...Object.values(settings ?? {}),
      ...tasks.flatMap((task) => (task.do === 'set' ? task.to : task.do === 'train' ? [task.steps] : [])),
    ]);
    const own = new Set([...set, words.en?.pages.length].map(String));
    const claimed = new Set(claims.filter(([of]) => of === id).map(([, , , written]) => written));
    const all = [
      text.title,
      text.summary,
      text.notes,
      ...text.pages.flatMap((page) => [page.text, page.question, page.answer, ...(page.choices ?? [])]),
    ];
    const open = all
      .flatMap((piece) => numbersIn(piece ?? ''))
      .filter((number) => !claimed.has(number) && !own.has(number) && others[`${id} ${number}`] !== true);
    // How long it takes stands in the notes, and in the lesson's own head.
    const minutes = String(lessons.find((lesson) => lesson.id === id)?.minutes);
    expect(open.filter((number) => number !== minutes)).toEqual([]);
  });
});
