// The forward process as a scheduler of diffusers: what `scheduler/scheduler_config.json` holds of it.
import { processOf, type ProcessName } from '../../../diffusion/process/index';
import { dynamicThresholdingRatio } from '../../../diffusion/samplers/clip';
import { gridSpacings } from '../../../diffusion/samplers/grids';
import { makeBetas, type ScheduleName } from '../../../diffusion/schedule/schedules';
import { LabError } from '../../../lab/errors';
import type { LabConfig } from '../../../lab/fields';

export type SchedulerConfig = Readonly<Record<string, unknown>> & { readonly _class_name: string };

/** A spacing that a scheduler of diffusers has by this name. */
const spacingOf = ({ spacing }: LabConfig): string =>
  gridSpacings.find((name) => name === spacing) ?? 'trailing';

const always = (): boolean => true;

/** The schedules that diffusers has under the same name, and with which settings it makes the same β. */
const stock: Readonly<Partial<Record<ScheduleName, (config: LabConfig) => boolean>>> = {
  linear: always,
  scaled_linear: always,
  squaredcos_cap_v2: ({ cosineOffset, cosineExponent, maxBeta }) =>
    cosineOffset === 0.008 && cosineExponent === 2 && maxBeta === 0.999,
  sigmoid: always,
};

export const isStock = (name: string): boolean => Object.hasOwn(stock, name);

/** `trained_betas` where diffusers has no schedule of the name that gives the same β. */
function betasOf(config: LabConfig): Readonly<Record<string, unknown>> {
  const { timesteps, betaStart, betaEnd, rescaleZeroSnr } = config;
  const name = stock[config.schedule]?.(config) ? config.schedule : null;
  return {
    num_train_timesteps: timesteps,
    beta_schedule: name ?? 'linear',
    beta_start: betaStart,
    beta_end: betaEnd,
    trained_betas: name ? null : [...makeBetas({ ...config, rescaleZeroSnr: false })],
    rescale_betas_zero_snr: rescaleZeroSnr,
  };
}

const ddpmScheduler = (config: LabConfig): SchedulerConfig => ({
  _class_name: 'DDPMScheduler',
  ...betasOf(config),
  prediction_type: config.predictionType,
  variance_type: config.variance,
  clip_sample: config.clipSample === 'unit',
  clip_sample_range: 1,
  thresholding: config.clipSample === 'dynamic',
  dynamic_thresholding_ratio: dynamicThresholdingRatio,
  sample_max_value: 1,
  timestep_spacing: spacingOf(config),
  steps_offset: 0,
});

const flowScheduler = ({ timesteps }: LabConfig): SchedulerConfig => ({
  _class_name: 'FlowMatchEulerDiscreteScheduler',
  num_train_timesteps: timesteps,
  shift: 1,
  use_dynamic_shifting: false,
  base_shift: 0.5,
  max_shift: 1.15,
  base_image_seq_len: 256,
  max_image_seq_len: 4096,
  invert_sigmas: false,
  shift_terminal: null,
  use_karras_sigmas: false,
  use_exponential_sigmas: false,
  use_beta_sigmas: false,
  time_shift_type: 'exponential',
  stochastic_sampling: false,
});

interface Counterpart {
  readonly scheduler: (config: LabConfig) => SchedulerConfig;
  /** What is added to a time step of ours for diffusers to tell the network. */
  readonly timeShift: number;
}

const counterparts: Readonly<Record<ProcessName, Counterpart | null>> = {
  gaussian: { scheduler: ddpmScheduler, timeShift: 0 },
  // There the network is told T·σ of 1…T, here its index of 0…T − 1.
  flow: { scheduler: flowScheduler, timeShift: 1 },
  corrupt: null,
};

/** What is added to a time step of ours for the same network in diffusers. */
export const timeShiftOf = (config: LabConfig): number =>
  counterparts[processOf(config).name]?.timeShift ?? 0;

/** @throws LabError `bad-setting` where diffusers has no scheduler of the kind. */
export function schedulerOf(config: LabConfig): SchedulerConfig {
  const counterpart = counterparts[processOf(config).name];
  if (counterpart) return counterpart.scheduler(config);
  throw new LabError(
    'bad-setting',
    `process is ${config.process}, which diffusers has no scheduler for: export it as ONNX, or train with process ddpm.`,
    { reason: { name: 'no-scheduler', values: {} } },
  );
}
