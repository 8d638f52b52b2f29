// The forward processes by name, and which one a configuration means.
import type { PredictionType } from '../objective/predict';
import { corrupt } from './corrupt';
import { flow } from './flow';
import { gaussian } from './gaussian';
import type { Process } from './process';

export const processes = { gaussian, flow, corrupt } as const satisfies Record<string, Process>;

export type ProcessName = keyof typeof processes;

/** The setting `process`: `ddpm` is the textbook's, and rectified flow where the model predicts its velocity. */
export const processChoices = ['ddpm', 'corrupt'] as const;

export interface ProcessSettings {
  readonly process: (typeof processChoices)[number];
  readonly predictionType: PredictionType;
}

export function processOf({
  process,
  predictionType,
}: ProcessSettings): (typeof processes)[ProcessName] & Process {
  if (process === 'corrupt') return corrupt;
  return predictionType === 'flow' ? flow : gaussian;
}
