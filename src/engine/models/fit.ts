// What a model asks of its settings and images, refused in words.
import { paddedSide } from '../../datasets/pad';
import { LabError } from '../../lab/errors';
import type { FieldKey, LabConfig } from '../../lab/fields';
import type { Reason } from '../../lab/reasons';
import type { ImageShape } from './model';

/** @throws LabError `bad-setting` with the sentence and the reason, unless the condition holds. */
export function demand(condition: boolean, sentence: string, reason?: Reason): asserts condition {
  if (!condition) throw new LabError('bad-setting', sentence, { reason });
}

/** Checks that a model which halves its maps `halvings` times can join them again on the way up. */
export function demandSize(model: LabConfig['model'], { height, width }: ImageShape, halvings: number): void {
  const multiple = 2 ** halvings;
  const canPad = Math.max(width, height) < paddedSide && paddedSide % multiple === 0;
  const ways = `${canPad ? `pad them to ${paddedSide}×${paddedSide} (padImages), ` : ''}take sides that are multiples of ${multiple}, or another model`;
  demand(
    height === width && height % multiple === 0,
    `model is ${model}, which halves square images ${halvings} times: ${width}×${height} pixels will not do, ${ways}.`,
    { name: canPad ? 'image-size-pad' : 'image-size', values: { model, width, height, multiple } },
  );
}

/** Checks that the channels of every map can be split into norm groups. */
export function demandWidth(model: LabConfig['model'], width: number, multiple: number): void {
  demand(
    width % multiple === 0,
    `width is ${width}, expected a multiple of ${multiple} for model ${model}.`,
    { name: 'width-multiple', values: { width, multiple } },
  );
}

/** Checks a setting's list of counts. */
export function demandWhole(name: FieldKey, values: readonly number[]): void {
  demand(
    values.every(Number.isInteger),
    `${name} is ${values.join(', ')}, expected whole numbers for this model.`,
    { name: 'whole-list', values: { setting: name } },
  );
}

/** Takes the last entry of a list that cannot be empty: the maps kept on the way down are used up on the way up. */
export function take<T>(list: T[]): T {
  const last = list.pop();
  if (last === undefined) throw new LabError('internal', 'The model takes more maps than it keeps.');
  return last;
}
