// The settings of the images. What an entry says: field.ts.
import { canBePadded } from '../../datasets/pad';
import { datasetNames } from '../../datasets/registry';
import { type Field, choice, flag } from '../field';

export const dataFields = {
  dataset: choice({
    url: 'data',
    group: 'data',
    change: 'retrain',
    level: 'basic',
    choices: datasetNames,
    default: 'mnist',
  }),
  /** Images smaller than 32×32 get a black border. */
  padImages: flag({
    url: 'pad',
    group: 'data',
    change: 'retrain',
    under: { dataset: datasetNames.filter(canBePadded) },
    default: false,
  }),
  horizontalFlips: flag({ url: 'flips', group: 'data', change: 'keeps', default: false }),
} as const satisfies Record<string, Field>;
