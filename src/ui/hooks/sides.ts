// Two films side by side, A and B: what is told of them, on the page and in the picture that is exported.
import type { TFunction } from 'i18next';
import { changedKeys } from '../../lab/changes';
import { fields, type FieldKey, type LabConfig } from '../../lab/fields';
import type { Reel } from '../../store/reel';
import type { LabState } from '../../store/state';
import type { Format } from './format';

export interface Sides {
  readonly a: Reel;
  readonly b: Reel;
}

/** The film that was pinned beside the present one, or else those of two samplers; null where there is nothing beside. */
export function sidesOf({
  pinned,
  reels: { main, other },
}: Pick<LabState, 'pinned' | 'reels'>): Sides | null {
  if (pinned && main && main !== pinned && main.frames.length > 0) return { a: pinned, b: main };
  return main && other && other.frames.length > 0 ? { a: main, b: other } : null;
}

const isTold = (key: FieldKey): boolean => fields[key].group !== 'view' && key !== 'steps';

/** Settings in which two films differ, in the order of the table. */
export const differences = ({ a, b }: Sides): readonly FieldKey[] => [
  ...new Set([...changedKeys(a.config, b.config), ...changedKeys(b.config, a.config)].filter(isTold)),
];

interface Words {
  readonly t: TFunction;
  readonly format: Format;
}

function valueWords(key: FieldKey, config: LabConfig, { t, format }: Words): string {
  const value = config[key];
  if (typeof value === 'boolean') return t(value ? 'controls.on' : 'controls.off');
  if (typeof value === 'number') return format.exact(value);
  if (typeof value === 'string') return t(`choices.${key}.${value}`);
  return value
    .map((one) => (typeof one === 'number' ? format.exact(one) : t(`choices.${key}.${one}`)))
    .join(' · ');
}

/** Most settings that are told of a side; more are a matter of the runs' table. */
const mostTold = 5;

/** A side in a line: the model, the sampler, and what differs from the other side. */
export function sideWords(letter: 'A' | 'B', sides: Sides, words: Words): string {
  const { t, format } = words;
  const { config, run, trainingSteps } = letter === 'A' ? sides.a : sides.b;
  const keys = differences(sides).filter((key) => !['sampler', 'samplingSteps'].includes(key));
  return [
    letter,
    t('reverse.side', {
      sampler: t(`choices.sampler.${config.sampler}`),
      steps: format.whole(config.samplingSteps),
    }),
    t('reverse.sideModel', { run, trained: format.whole(trainingSteps) }),
    ...keys.slice(0, mostTold).map((key) => `${t(`fields.${key}.label`)} ${valueWords(key, config, words)}`),
  ].join(' · ');
}
