// What is typed into a field of the table. What is no number at all becomes NaN, which the border refuses with the
// field's name and range.
import { LabError } from '../../lab/errors';
import type { FieldKey } from '../../lab/fields';
import { parseNumber, parseNumbers } from '../hooks/parseNumber';

export interface TypedText {
  readonly name: FieldKey;
  readonly text: string;
  readonly language: string;
}

/** @throws LabError `bad-setting` where it may be one number or another */
export function readNumber({ name, text, language, whole }: TypedText & { readonly whole: boolean }): number {
  const parsed = parseNumber(text, language, { whole });
  if ('value' in parsed) return parsed.value;
  if (parsed.problem === 'not-a-number') return Number.NaN;
  const [one, other] = parsed.readings;
  throw new LabError('bad-setting', `${name} is "${text}": write ${one} or ${other}.`, {
    reason: { name: 'number-unclear', values: { setting: name, one, other } },
  });
}

/** @throws LabError `bad-setting` where it is open where one number ends and the next begins */
export function readList({ name, text, language }: TypedText): readonly number[] {
  const parsed = parseNumbers(text, language);
  if ('values' in parsed) return parsed.values;
  if (parsed.problem === 'not-a-number') return [Number.NaN];
  throw new LabError('bad-setting', `${name} is "${text}": separate the numbers by semicolons.`, {
    reason: { name: 'list-unclear', values: { setting: name } },
  });
}
