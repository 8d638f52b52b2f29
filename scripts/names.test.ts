// What an algorithm or a data set is, its registry says: nobody else may ask for one by its name. This looks through
// all sources for comparisons with the name of a process, a sampler, a data set or a model, and of the choices that have
// facts of their own.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { processChoices, processes } from '../src/diffusion/process/index';
import { optimizers } from '../src/diffusion/objective/optimizers';
import { weightings } from '../src/diffusion/objective/weights';
import { spacings } from '../src/diffusion/samplers/grids';
import { samplers } from '../src/diffusion/samplers/registry';
import { variances } from '../src/diffusion/samplers/variances';
import { schedules } from '../src/diffusion/schedule/schedules';
import { fields } from '../src/lab/fields';
import { models } from '../src/lab/models';

/** They mean other things elsewhere, too: which, the setting tells that they are compared with. */
const ambiguous: readonly string[] = ['linear', 'constant', 'none'];

const names = [
  ...Object.keys(processes),
  ...processChoices,
  ...Object.keys(samplers),
  ...Object.keys(models),
  ...Object.keys(optimizers),
  ...Object.keys(schedules),
  ...Object.keys(weightings),
  ...Object.keys(variances),
  ...spacings,
  ...fields.dataset.choices,
].filter((name) => !ambiguous.includes(name));

/** Where names are looked up and told apart. */
const registries = [
  'src/diffusion/process/index.ts',
  'src/diffusion/samplers/registry.ts',
  'src/diffusion/objective/optimizers.ts',
  'src/datasets/registry.ts',
  'src/lab/models.ts',
  'src/engine/models/index.ts',
];

/** `own` is a way to space the strip's frames, too. */
const otherMeanings = /stripSpacing [!=]== 'own'/g;

const choosing = '\\b(?:schedule|weighting|variance|spacing)';

const quoted = `['"\`](?:${names.join('|')})['"\`]`;
const comparison = new RegExp(
  [
    `${choosing}\\s*[!=]==?\\s*['"\`]`,
    `['"\`]\\s*[!=]==?\\s*(?:\\w+\\.)*${choosing}\\b`,
    `[!=]==?\\s*${quoted}`,
    `${quoted}\\s*[!=]==?`,
    `case\\s+${quoted}`,
    `\\.(?:includes|startsWith|has)\\(${quoted}`,
  ].join('|'),
  'g',
);

const comparisonsIn = (text: string): readonly string[] =>
  text.replaceAll(otherMeanings, '').match(comparison) ?? [];

const root = path.resolve(import.meta.dirname, '..');
const sources = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'bench'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !registries.includes(file));

describe('no name of a process, sampler, data set or model', () => {
  it.each(sources)('is asked for in %s', (file) => {
    expect(comparisonsIn(readFileSync(path.join(root, file), 'utf8'))).toEqual([]);
  });

  it.each([
    "if (config.process === 'corrupt') return 1;",
    "const isFlow = 'flow_euler' !== sampler;",
    'switch (model) { case "unet2d": break; }',
    "if (['a', 'b'].length && choices.includes('mnist')) stop();",
    "dataset == 'own'",
    "if (config.variance === 'learned_range') return rows;",
    "const weight = weighting === 'none' ? '' : 'w(t)';",
    "if ('linear' !== config.schedule) return;",
    "spacing === 'trailing'",
  ])('may be asked for: %s', (line) => {
    expect(comparisonsIn(line)).toHaveLength(1);
  });
});
