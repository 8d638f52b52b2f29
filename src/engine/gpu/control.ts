// The one small buffer that a training step reads its changing numbers from: written before each (replayed) step,
// at most 1 kB for a batch of up to 112. Kernels take every number of a step from here, never from the CPU.
import { LabError } from '../../lab/errors';
import type { GpuRuntime } from './runtime';
import { describeWords } from './words';

/** The numbers of one step; with accumulation, of one of its micro-steps. */
export interface TrainingControl {
  readonly seed: number;
  /** Counts steps of the whole run: the `step` of every random address (src/diffusion/random.ts). */
  readonly draw: number;
  /** Micro-steps are slices of one batch: number in it of this slice's first sample. */
  readonly firstSample: number;
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Of Muon's kernels; nobody asks for it where there are none. */
  readonly muonLearningRate: number;
  /** Decoupled, as in AdamW; 0 for Adam. */
  readonly weightDecay: number;
  /** Number of the optimiser's step, from 1. */
  readonly optimizerStep: number;
  /** Of this step, 0…1; 0 copies the parameters. */
  readonly emaDecay: number;
  /** Largest norm of the gradient; 0 switches clipping off. */
  readonly gradientClip: number;
  /** Share of samples that get the null class, 0…1. */
  readonly nullClassRate: number;
  /** Index of this micro-step, 0 … microSteps − 1; the optimiser acts in the last. */
  readonly microStep: number;
  readonly microSteps: number;
  /** Row of the step log. */
  readonly logSlot: number;
  /** [batch] image of the data set. */
  readonly indices: ArrayLike<number>;
  /** [batch] row of the training table. */
  readonly timesteps: ArrayLike<number>;
}

const header = describeWords<TrainingControl>('control', {
  // The first three are known by their place to kernels that draw random numbers, whatever the buffer.
  seed: ['u32', (c) => c.seed],
  draw: ['u32', (c) => c.draw],
  firstSample: ['u32', (c) => c.firstSample],
  beta1: ['f32', (c) => c.beta1],
  /** 1 − β in float64 first: in float32 1 − 0.999 is off by 5e-5. */
  beta1Complement: ['f32', (c) => 1 - c.beta1],
  beta2: ['f32', (c) => c.beta2],
  beta2Complement: ['f32', (c) => 1 - c.beta2],
  epsilon: ['f32', (c) => c.epsilon],
  /** As torch.optim.Adam has them: lr/(1 − β₁ᵗ), √(1 − β₂ᵗ), 1 − lr·weight decay. */
  stepSize: ['f32', (c) => c.learningRate / (1 - c.beta1 ** c.optimizerStep)],
  secondMomentScale: ['f32', (c) => Math.sqrt(1 - c.beta2 ** c.optimizerStep)],
  muonStepSize: ['f32', (c) => c.muonLearningRate],
  decayFactor: ['f32', (c) => 1 - c.learningRate * c.weightDecay],
  emaDecay: ['f32', (c) => c.emaDecay],
  emaComplement: ['f32', (c) => 1 - c.emaDecay],
  gradientClip: ['f32', (c) => c.gradientClip],
  nullClassRate: ['f32', (c) => c.nullClassRate],
  microStep: ['u32', (c) => c.microStep],
  microStepShare: ['f32', (c) => 1 / c.microSteps],
  /** 1 in the last micro-step. */
  applies: ['u32', (c) => Number(c.microStep === c.microSteps - 1)],
  logSlot: ['u32', (c) => c.logSlot],
});

const headerWords = 32;
const recordWords = 2;

/** Functions over a binding `control : array<u32>`: `control_<name>()`, `control_image(i)`, `control_timestep(i)`. */
export const controlWgsl = `${header.wgsl}
fn control_image(i : u32) -> u32 { return control[${headerWords}u + ${recordWords}u * i]; }
fn control_timestep(i : u32) -> u32 { return control[${headerWords}u + ${recordWords}u * i + 1u]; }`;

/** Bytes of the buffer: 128 and 8 for each sample. */
const controlBytes = (batch: number): number => 4 * (headerWords + recordWords * batch);

/** The buffer's contents. @throws LabError `internal` where `indices` and `timesteps` differ in length. */
export function encodeControl(control: TrainingControl): Uint32Array<ArrayBuffer> {
  const { indices, timesteps } = control;
  if (indices.length !== timesteps.length) {
    throw new LabError(
      'internal',
      `A batch of ${indices.length} images came with ${timesteps.length} time steps.`,
    );
  }
  const words = new Uint32Array(controlBytes(indices.length) / 4);
  header.store(control, words);
  for (let i = 0; i < indices.length; i++) {
    words[headerWords + recordWords * i] = indices[i] ?? 0;
    words[headerWords + recordWords * i + 1] = timesteps[i] ?? 0;
  }
  return words;
}

/** The buffer itself, of a fixed batch size. */
export class ControlBuffer {
  readonly binding: GPUBufferBinding;
  private readonly buffer: GPUBuffer;

  constructor(
    private readonly runtime: GpuRuntime,
    private readonly batch: number,
  ) {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    this.buffer = runtime.device.createBuffer({ label: 'control', size: controlBytes(batch), usage });
    this.binding = { buffer: this.buffer };
  }

  /**
   * Replaces the contents for all dispatches after this call; what was dispatched before still sees the old ones.
   * @throws LabError `internal` where the records are not exactly one for each sample of the batch.
   */
  write(control: TrainingControl): void {
    if (control.indices.length !== this.batch) {
      throw new LabError(
        'internal',
        `A control buffer for ${this.batch} samples got ${control.indices.length}.`,
      );
    }
    this.runtime.flush();
    this.runtime.device.queue.writeBuffer(this.buffer, 0, encodeControl(control));
  }

  dispose(): void {
    this.buffer.destroy();
  }
}
