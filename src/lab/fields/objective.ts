// The settings of what is learned. What an entry says: field.ts.
import { lossKinds } from '../../diffusion/objective/losses';
import { type PredictionType, predictions } from '../../diffusion/objective/predict';
import { timeSamplings } from '../../diffusion/objective/trainingTimesteps';
import { type WeightingName, weightings } from '../../diffusion/objective/weights';
import { type Field, choice, flag, namesOf, real } from '../field';

export const objectiveFields = {
  predictionType: choice({
    url: 'pred',
    group: 'objective',
    change: 'retrain',
    choices: namesOf<PredictionType>(predictions),
    default: 'sample',
  }),
  timeSampling: choice({
    url: 'tdist',
    group: 'objective',
    change: 'live',
    choices: timeSamplings,
    default: 'logit_normal',
  }),
  stratifiedTime: flag({ url: 'strat', group: 'objective', change: 'live', default: true }),
  /** Share of a batch that is shown pure noise, the last time step: what a model that jumps begins at. */
  pureNoiseRate: real({ url: 'purenoise', group: 'objective', change: 'live', default: 0, min: 0, max: 1 }),
  loss: choice({ url: 'loss', group: 'objective', change: 'keeps', choices: lossKinds, default: 'mse' }),
  weighting: choice({
    url: 'weight',
    group: 'objective',
    change: 'keeps',
    choices: namesOf<WeightingName>(weightings),
    default: 'none',
  }),
  snrGamma: real({
    url: 'gamma',
    group: 'objective',
    change: 'keeps',
    default: 5,
    min: 0.1,
    max: 20,
    step: 0.1,
  }),
} as const satisfies Record<string, Field>;
