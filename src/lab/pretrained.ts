// Trained models that come with the page (public/models/): how each was made stands in docs/models.md.
import type { LabConfig } from './fields';

export interface PretrainedModel {
  /** Address, from the page's own. */
  readonly file: string;
  /** What it was trained on. */
  readonly dataset: LabConfig['dataset'];
  readonly steps: number;
  readonly megabytes: number;
}

export const pretrainedModels = {
  mnist: { file: './models/mnist.safetensors', dataset: 'mnist', steps: 1200, megabytes: 0.4 },
} as const satisfies Record<string, PretrainedModel>;

export type PretrainedName = keyof typeof pretrainedModels;
