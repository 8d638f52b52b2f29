// `--class`: a class by its name or its number.
import type { Dataset } from '../datasets/types';
import type { CheckpointFacts } from '../engine/checkpoint/facts';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import type { Parsed } from './options';
import { openedConfig } from './trained';

export const classOption = {
  value: 'NAME|N',
  help: 'class to draw, by name or number; −1 draws one of each in turn, −2 none (as trained)',
} as const;

/** The number of a class of a model. @throws LabError `bad-setting` naming the model's classes */
export function classNumber(text: string, { classNames }: Pick<CheckpointFacts, 'classNames'>): number {
  const named = classNames.indexOf(text);
  if (named >= 0) return named;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isInteger(number) && number >= -2 && number < classNames.length) return number;
  const names = classNames.map((name) => `"${name}"`).join(', ');
  throw new LabError(
    'bad-setting',
    `--class is "${text}", expected one of ${names}, or a number from -2 to ${classNames.length - 1}.`,
  );
}

/**
 * The settings to draw with: those of a checkpoint, over them what was asked for, the class by the model's names.
 * @throws LabError `bad-setting` for a class that the model lacks, or what its weights cannot follow
 */
export function drawnConfig(
  facts: Pick<CheckpointFacts, 'config' | 'classNames'>,
  parsed: Pick<Parsed<'class'>, 'changes' | 'asked' | 'own'>,
): LabConfig {
  const config = openedConfig(facts.config, parsed, 'sampling');
  const { class: text } = parsed.own;
  return text === undefined ? config : { ...config, sampleClass: classNumber(text, facts) };
}

/** @throws LabError `bad-setting` where a model is to be trained on with other classes than it knows */
export function demandClasses(
  { classNames }: Pick<Dataset, 'classNames'>,
  facts: Pick<CheckpointFacts, 'classNames'>,
): void {
  if (classNames.join('\n') === facts.classNames.join('\n')) return;
  const [found, known] = [classNames, facts.classNames].map((names) => names.join(', '));
  throw new LabError(
    'bad-setting',
    `The images are of the classes ${found}, but the checkpoint was trained on ${known}: name images like those of before, or train from scratch.`,
  );
}
