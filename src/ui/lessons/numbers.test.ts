// Every number that a lesson's text claims of a schedule is computed here by the page's own mathematics, and has to
// stand in the text in every language.
import { describe, expect, it } from 'vitest';
import { makeTables } from '../../diffusion/process/tables';
import { parseConfig } from '../../lab/config';
import type { LabConfig } from '../../lab/fields';
import { presetChanges } from '../../lab/presets';
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
  ['t3', 2, 'answer', '0.88', signal({ ...linear, schedule: 'geometric' }, 0.5)],
  ['t3', 2, 'answer', '0.15', signal({ ...linear, schedule: 'geometric' })],
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
