// Which settings mean something under the present ones: the others are not shown.
import type { FieldKey, LabConfig } from '../../lab/fields';

const usesBetas: ReadonlySet<LabConfig['schedule']> = new Set([
  'linear',
  'scaled_linear',
  'sigmoid',
  'geometric',
]);
const usesWidth: ReadonlySet<LabConfig['model']> = new Set([
  'playground',
  'annotated-unet',
  'denoising-unet',
]);
const usesSpacing: ReadonlySet<LabConfig['sampler']> = new Set([
  'ddpm',
  'ddim',
  'dpmpp_2m',
  'heun',
  'dpm_2s',
  'euler',
  'euler_ancestral',
  'plms',
]);
const isUnet2d = (config: LabConfig): boolean => config.model === 'unet2d';

const conditions: Readonly<Partial<Record<FieldKey, (config: LabConfig) => boolean>>> = {
  betaStart: ({ schedule }) => usesBetas.has(schedule) || schedule === 'constant',
  betaEnd: ({ schedule }) => usesBetas.has(schedule),
  curve: ({ schedule }) => schedule === 'own',
  snrGamma: ({ weighting }) => weighting === 'min_snr',
  width: ({ model }) => usesWidth.has(model),
  nullClassRate: ({ classConditional }) => classConditional,
  blockOutChannels: isUnet2d,
  layersPerBlock: isUnet2d,
  downBlockTypes: isUnet2d,
  upBlockTypes: isUnet2d,
  attentionHeadDim: isUnet2d,
  normNumGroups: isUnet2d,
  dimMults: ({ model }) => model === 'denoising-unet',
  weightDecay: ({ optimizer }) => optimizer === 'adamw',
  warmupSteps: ({ learningRateSchedule }) => learningRateSchedule !== 'constant',
  emaWarmup: ({ emaDecay }) => emaDecay > 0,
  emaPower: ({ emaDecay, emaWarmup }) => emaDecay > 0 && emaWarmup === 'power',
  spacing: ({ sampler }) => usesSpacing.has(sampler),
  eta: ({ sampler }) => sampler === 'ddim' || sampler === 'euler_ancestral',
  // Learned, it is a matter of training too, whatever draws afterwards.
  variance: ({ sampler, variance }) => sampler === 'ddpm' || variance === 'learned_range',
  guidanceScale: ({ classConditional }) => classConditional,
  sampleClass: ({ classConditional }) => classConditional,
  stripFrames: ({ stripSpacing }) => stripSpacing === 'even',
  stripPlaces: ({ stripSpacing }) => stripSpacing === 'own',
  lastStepNoise: ({ sampler }) => sampler === 'ddpm',
};

export const isRelevant = (key: FieldKey, config: LabConfig): boolean => conditions[key]?.(config) ?? true;

/** The choices that make sense: `corrupt` has a sampler and a prediction of its own, and no other. */
export function offered(
  key: FieldKey,
  choices: readonly string[],
  process: LabConfig['process'],
): readonly string[] {
  const corrupt = process === 'corrupt';
  if (key === 'sampler') return choices.filter((name) => (name === 'mixing') === corrupt);
  if (key === 'predictionType' && corrupt) return choices.filter((name) => name === 'sample');
  return choices;
}
