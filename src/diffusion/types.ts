// The words that the mathematics of diffusion is written in. All numbers are float64.

/** Tables derived from β, each of length T. Index 0 is the first noised image (DDPM's t = 1). */
export interface Tables {
  readonly timesteps: number;
  readonly betas: Float64Array;
  readonly alphas: Float64Array;
  readonly alphasCumprod: Float64Array;
  /** ᾱ of the step before; 1 at index 0. */
  readonly alphasCumprodPrev: Float64Array;
  readonly sqrtAlphasCumprod: Float64Array;
  readonly sqrtOneMinusAlphasCumprod: Float64Array;
  /** β̃ₜ, DDPM eq. 7. */
  readonly posteriorVariance: Float64Array;
  /** ᾱ / (1 − ᾱ). */
  readonly snr: Float64Array;
  /**
   * The forward process itself: xₜ = signal·x₀ + noise·ε. √ᾱ and √(1−ᾱ) of the tables above for Gaussian diffusion;
   * other processes have factors of their own, and the tables above hold the ᾱ = s²/(s² + n²) of equal SNR.
   */
  readonly signal: Float64Array;
  readonly noise: Float64Array;
}

/**
 * What a step of a sampler may combine. `x0` and `eps` come from the model's prediction at this stage;
 * `…Start` are x and those of the first stage of the present step (samplers with several predictions a step);
 * `…Previous` are `…Start` of the step before, `…Previous2`, `…Previous3` of the ones before that
 * (a step ends with a stage that has `endsStep`; only first stages enter the history).
 */
export const registers = [
  'x',
  'x0',
  'eps',
  'x0Previous',
  'x0Previous2',
  'epsPrevious',
  'epsPrevious2',
  'epsPrevious3',
  'xStart',
  'x0Start',
  'epsStart',
  'noise',
] as const;

export type Register = (typeof registers)[number];

/** One evaluation of the model and the linear combination that follows it: a sampler is a list of these. */
export interface SamplerStage {
  /** Time step given to the model; may lie between two indices of the tables (second-order single-step solvers). */
  readonly timestep: number;
  /** Where x stands in the tables: the same, but for a process whose model is told no time. */
  readonly place: number;
  /** x = signal · x₀ + noise · ε at this stage: turns the model's prediction into `x0` and `eps`. */
  readonly signal: number;
  readonly noise: number;
  /** Next x = Σ factor · register; a register that is not named is not needed. */
  readonly next: Readonly<Partial<Record<Register, number>>>;
  /** Recompute `eps` from x and the clipped `x0` (DDIM's use_clipped_model_output; DDPM does so implicitly). */
  readonly epsFromClipped: boolean;
  /**
   * Learned variance (Nichol & Dhariwal eq. 15): with the model's second half v in −1…1 (one value a pixel) the
   * term `noise` (factor 1) is multiplied by exp(½·(f·max + (1−f)·min)), f = (v + 1) / 2.
   */
  readonly learnedLogVariance?: { readonly min: number; readonly max: number };
  /** The last stage of a step: the visitor sees a frame after it. */
  readonly endsStep: boolean;
}
