// The settings of what is looked at. What an entry says: field.ts.
import { type Field, choice, list, real, whole } from '../field';

export const viewFields = {
  /** Position of the time ruler as a fraction of T: 0 is the clean image, 1 is x_T. */
  time: real({
    url: 'time',
    group: 'view',
    change: 'view',
    inPanel: true,
    default: 0.4,
    min: 0,
    max: 1,
    step: 0.001,
  }),
  stripFrames: whole({
    url: 'frames',
    group: 'view',
    change: 'view',
    under: { stripSpacing: ['even'] },
    default: 8,
    min: 3,
    max: 12,
  }),
  stripSpacing: choice({
    url: 'strip',
    group: 'view',
    change: 'view',
    choices: ['even', 'own'],
    default: 'even',
  }),
  /** Own places of the strip as fractions of T, in ascending order. */
  stripPlaces: list({
    url: 'places',
    group: 'view',
    change: 'view',
    under: { stripSpacing: ['own'] },
    default: [0, 0.2, 0.4, 0.6, 0.8],
    min: 0,
    max: 1,
    minLength: 3,
    maxLength: 12,
  }),
  imageIndex: whole({
    url: 'image',
    group: 'view',
    change: 'view',
    inPanel: true,
    default: 0,
    min: 0,
    max: 59_999,
  }),
} as const satisfies Record<string, Field>;
