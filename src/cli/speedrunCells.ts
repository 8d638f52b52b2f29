// What `lab speedrun` reads and writes: a file of cells, a line for each result, a table.
import { parseConfig } from '../lab/config';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { isEntry, rules, timesFloor } from '../lab/speedrun';
import type { Quality } from '../lab/quality';
import { z } from '../lab/zod';

const settings = z.record(z.string(), z.unknown());

const cellSchema = z.object({
  /** Also of its files. */
  name: z.string().regex(/^[\w.-]+$/),
  /** Over the defaults. */
  settings: settings.default({}),
  tflop: z.number().positive().max(1000).default(rules.tflop),
  /** Ways to draw from the trained model, over its settings. */
  draws: z
    .array(settings)
    .min(1)
    .default([{ samplingSteps: rules.samplingSteps }]),
});

export type Cell = Omit<z.infer<typeof cellSchema>, 'draws'> & {
  readonly draws: readonly Partial<LabConfig>[];
};

export interface Result extends Quality {
  readonly cell: string;
  readonly seed: number;
  /** Index of the way of drawing. */
  readonly draw: number;
  readonly tflop: number;
}

const resultSchema = z.object({
  cell: z.string(),
  seed: z.number(),
  draw: z.number(),
  tflop: z.number(),
  step: z.number(),
  count: z.number(),
  recognised: z.number(),
  asked: z.number(),
  spread: z.number(),
  frechet: z.number(),
  floor: z.number(),
});

/** The settings of a cell. @throws LabError `bad-setting` naming the cell and what is wrong in it. */
export function configOf({ name, settings: own, draws }: Cell, seed: number): LabConfig {
  try {
    const config = parseConfig({ ...own, trainSeed: seed });
    for (const draw of draws) parseConfig(draw, config);
    return config;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LabError('bad-setting', `Cell "${name}": ${why}`, { cause });
  }
}

/** @throws LabError `bad-setting` before any of them is run. */
export function parseCells(text: string): Cell[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new LabError('bad-setting', 'The cells are no JSON.', { cause });
  }
  const { success, data, error } = z.array(cellSchema).min(1).safeParse(json);
  if (!success) {
    const [issue] = error.issues;
    const place = issue?.path.join('.') ?? '';
    throw new LabError('bad-setting', `The cells are not as expected at ${place}: ${issue?.message ?? ''}`);
  }
  const cells = data as Cell[];
  const twice = cells.find(({ name }, i) => cells.findIndex((other) => other.name === name) < i);
  if (twice) throw new LabError('bad-setting', `There are two cells "${twice.name}".`);
  for (const cell of cells) configOf(cell, 0);
  return cells;
}

/** The lines that are whole: the last may have been broken off. */
export const resultsOf = (text: string): Result[] =>
  text.split('\n').flatMap((line) => {
    try {
      const { success, data } = resultSchema.safeParse(JSON.parse(line));
      return success ? [data] : [];
    } catch {
      return [];
    }
  });

const mean = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0) / of.length;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** A row for each way of drawing, the mean over the seeds, as Markdown. @param count of samples */
export function tableOf(cells: readonly Cell[], results: readonly Result[], count: number): string {
  const rows = cells.flatMap(({ name, draws }) =>
    draws.flatMap((settingsOfDraw, draw) => {
      const own = results.filter((one) => one.cell === name && one.draw === draw && one.count === count);
      if (own.length === 0) return [];
      const of = (key: 'recognised' | 'asked' | 'spread' | 'frechet' | 'floor' | 'tflop'): number =>
        mean(own.map((one) => one[key]));
      const score = {
        recognised: of('recognised'),
        asked: of('asked'),
        spread: of('spread'),
        frechet: of('frechet'),
        floor: of('floor'),
      };
      const way = Object.entries(settingsOfDraw).map(([key, value]) => `${key} ${String(value)}`);
      return [
        [
          name,
          way.join(', '),
          of('tflop').toFixed(2),
          String(own.length),
          percent(score.recognised),
          percent(score.asked),
          score.spread.toFixed(3),
          score.frechet.toFixed(2),
          timesFloor(score).toFixed(2),
          isEntry(score) ? 'yes' : 'no',
        ],
      ];
    }),
  );
  const head = [
    'cell',
    'drawn with',
    'TFLOP',
    'seeds',
    'recognised',
    'asked',
    'spread',
    'Fréchet',
    '× floor',
    'entry',
  ];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
