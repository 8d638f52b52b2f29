// What the network is trained on, as a formula: the chosen target and the chosen loss.
import { weightings } from '../../../diffusion/objective/weights';
import { processOf } from '../../../diffusion/process/index';
import type { LabConfig } from '../../../lab/fields';

const targets = {
  epsilon: { target: '\\varepsilon', prediction: '\\varepsilon_\\theta(x_t, t)' },
  sample: { target: 'x_0', prediction: '\\hat x_\\theta(x_t, t)' },
  v_prediction: {
    target: '\\sqrt{\\bar\\alpha_t}\\,\\varepsilon - \\sqrt{1-\\bar\\alpha_t}\\,x_0',
    prediction: 'v_\\theta(x_t, t)',
  },
  flow: { target: '(\\varepsilon - x_0)', prediction: 'u_\\theta(x_t, t)' },
} as const satisfies Record<LabConfig['predictionType'], { target: string; prediction: string }>;

const distances = {
  mse: (inner: string) => `\\left\\| ${inner} \\right\\|^2`,
  l1: (inner: string) => `\\left\\| ${inner} \\right\\|_1`,
  huber: (inner: string) => `\\mathrm{Huber}\\left( ${inner} \\right)`,
} as const satisfies Record<LabConfig['loss'], (inner: string) => string>;

export type ObjectiveSettings = Pick<LabConfig, 'predictionType' | 'loss' | 'weighting' | 'process'>;

export function objectiveFormula(settings: ObjectiveSettings): string {
  const { predictionType, loss, weighting } = settings;
  const { target, prediction } = targets[predictionType];
  const { timed } = processOf(settings);
  // Without a notion of time the network sees the picture alone.
  const seen = timed ? prediction : prediction.replace('(x_t, t)', "(x')");
  const weight = weightings[weighting].even || !timed ? '' : 'w(t)\\,';
  return `L = \\mathbb{E}\\; ${weight}${distances[loss](`${target} - ${seen}`)}`;
}
