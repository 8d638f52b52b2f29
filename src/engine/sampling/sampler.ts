// The reverse process as an async generator: one frame a step, each with xₜ, x̂₀ and ε̂. On WebGPU a stage is
// recorded once and replayed; the seed, the class and the guidance may change between two runs of one sampler.
import {
  concat,
  keep,
  reshape,
  tensor1d,
  tensor3d,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { processOf } from '../../diffusion/process/index';
import { toRange } from '../../diffusion/process/pictures';
import { frameTimesteps } from '../../diffusion/samplers/frames';
import { clipOf, initNoiseSigma, planSampler } from '../../diffusion/samplers/index';
import { learnsVariance } from '../../diffusion/samplers/variances';
import type { Register, SamplerStage, Tables } from '../../diffusion/types';
import type { LabConfig } from '../../lab/fields';
import { sampledClass } from '../../lab/sampleClass';
import type { Engine } from '../engine';
import { RepeatedWork } from '../gpu/repeatedWork';
import { withKnown, type Known } from './inpaint';
import { createCombiner } from './combine/op';
import { createStockCombiner } from './combine/reference';
import type { Combiner } from './combine/combiner';
import type { Model, Pass } from '../models/model';

export interface SamplerOptions {
  readonly engine: Engine;
  readonly model: Model;
  readonly pass: Pass;
  readonly config: LabConfig;
  readonly tables: Tables;
  readonly image: { readonly height: number; readonly width: number; readonly channels: number };
  readonly classes: number;
  /** Start from an image noised to this time step instead of from noise. */
  readonly startTimestep?: number;
  /** Every step so often, noised again in between: see inpaint.ts. Default 1. */
  readonly resamplings?: number;
}

export interface ReverseFrame {
  /** 0 is the start, before any prediction. */
  readonly step: number;
  readonly steps: number;
  /** Time step that x stands at; −1 for the finished sample. */
  readonly timestep: number;
  /** [count, height, width, channels] in the model's range. */
  readonly x: Float32Array;
  readonly x0: Float32Array;
  readonly eps: Float32Array;
  readonly coefficients: Readonly<Partial<Record<Register, number>>>;
}

export interface ReverseRun {
  readonly seed: number;
  /** One class a sample; the number of classes stands for "any". */
  readonly labels: readonly number[];
  readonly guidanceScale: number;
  /** [height, width, channels] in −1…1 whatever the process, with a sampler made for a `startTimestep`. */
  readonly image?: Float32Array;
  /** [count, height, width, channels]: starts from this noise instead of from its own. */
  readonly noise?: Float32Array;
  /** In the place of the null class: what the predictions for `labels` are mixed with, where the sampler is guided. */
  readonly against?: readonly number[];
  /** Pixels that are to be there in the end. */
  readonly known?: Known;
  /** `last` reads back the finished sample only. */
  readonly frames: 'all' | 'last';
  readonly signal?: AbortSignal;
}

export class Sampler {
  readonly stages: readonly SamplerStage[];
  private readonly options: SamplerOptions;
  /** Of each frame. */
  private readonly timesteps: readonly number[];
  private readonly count: number;
  private readonly combiner: Combiner;
  private readonly guided: boolean;
  private labels: Tensor1D | null = null;
  /** WebGPU's stage; null elsewhere. */
  private readonly repeated: RepeatedWork | null;

  /** @throws LabError `bad-setting` as {@link planSampler} does. */
  constructor(options: SamplerOptions) {
    const { config, tables, engine, image, startTimestep, model } = options;
    this.options = options;
    this.count = config.sampleCount;
    this.guided = config.guidanceScale !== 1 && config.classConditional && model.conditional;
    const { resamplings = 1 } = options;
    this.stages = planSampler(
      { ...config, ...(startTimestep === undefined ? {} : { startTimestep }) },
      tables,
    ).flatMap((stage) => Array.from({ length: resamplings }, () => stage));
    this.timesteps = frameTimesteps(this.stages);
    const combinerOptions = {
      shape: [this.count, image.height, image.width, image.channels],
      stages: this.stages,
      predictionType: config.predictionType,
      clip: clipOf(config),
      guided: this.guided,
      learnedVariance: learnsVariance(config),
    } as const;
    this.combiner = engine.gpu
      ? createCombiner(engine.gpu.runtime, combinerOptions)
      : createStockCombiner(combinerOptions);
    this.repeated = engine.gpu ? new RepeatedWork(engine.gpu.runtime, () => this.evaluate()) : null;
  }

  /** Compiles the programs of a stage, so that nothing compiles during the first run. */
  async prepare(onProgress: (done: number, total: number) => void): Promise<void> {
    const { engine } = this.options;
    const runtime = engine.gpu?.runtime;
    if (!runtime) return;
    this.setLabels(Array.from({ length: this.guided ? 2 * this.count : this.count }, () => 0));
    await engine.guard(runtime.compileAhead(() => this.evaluate(), onProgress));
  }

  /**
   * Runs the reverse process. Stops early, without an error, when `signal` aborts.
   * @throws LabError `device-lost`, `out-of-memory`.
   */
  async *run(run: ReverseRun): AsyncGenerator<ReverseFrame, void, undefined> {
    const { engine } = this.options;
    this.start(run);
    const steps = this.timesteps.length - 1;
    if (run.frames === 'all') yield await this.frame(0, null);
    let step = 0;
    for (const [index, stage] of this.stages.entries()) {
      if (run.signal?.aborted) return;
      this.combiner.setStage(index, { seed: run.seed, guidanceScale: run.guidanceScale });
      await engine.guard(this.stage());
      engine.check();
      if (!stage.endsStep) continue;
      if (run.known) await this.keepKnown(index, run.known, run.seed);
      step++;
      if (run.frames === 'all' || step === steps) yield await this.frame(step, stage);
    }
  }

  dispose(): void {
    this.repeated?.dispose();
    this.labels?.dispose();
    this.combiner.dispose();
  }

  /** What the reverse process would start from, in the model's range: bit for bit, whoever mixes it. */
  async startNoise(run: Pick<ReverseRun, 'seed' | 'labels'>): Promise<Float32Array> {
    this.start({ ...run, guidanceScale: 1, frames: 'all' });
    return (await this.frame(0, null)).x;
  }

  private async keepKnown(index: number, known: Known, seed: number): Promise<void> {
    const { image, config } = this.options;
    const { combiner } = this;
    const { x } = await this.frame(0, null);
    const next = withKnown(x, known, { stages: this.stages, index, seed, process: processOf(config) });
    const { height, width, channels } = image;
    tidy(() => combiner.put(tensor4d(next, [this.count, height, width, channels])));
  }

  private start({ seed, labels, image, noise, against }: ReverseRun): void {
    const { config, startTimestep, classes, image: shape } = this.options;
    const both = this.guided ? [...labels, ...(against ?? labels.map(() => classes))] : [...labels];
    this.setLabels(both);
    const { noise: kind, range } = processOf(config);
    const [first] = this.stages;
    if (noise) {
      const own = [this.count, shape.height, shape.width, shape.channels] as const;
      tidy(() => this.combiner.start({ seed, kind, image: tensor4d(noise, [...own]), signal: 1, noise: 0 }));
      return;
    }
    if (startTimestep === undefined || !image || !first) {
      this.combiner.start({ seed, kind, noise: initNoiseSigma(this.stages) });
      return;
    }
    const pixels = toRange(image, range);
    tidy(() =>
      this.combiner.start({
        seed,
        kind,
        image: tensor3d(pixels, [shape.height, shape.width, shape.channels]),
        signal: first.signal,
        noise: first.noise,
      }),
    );
  }

  private setLabels(labels: readonly number[]): void {
    const runtime = this.options.engine.gpu?.runtime;
    if (this.labels && runtime) {
      const { buffer, offset } = runtime.binding(this.labels);
      runtime.flush();
      runtime.device.queue.writeBuffer(buffer, offset, Int32Array.from(labels));
      return;
    }
    this.labels?.dispose();
    this.labels = keep(tensor1d([...labels], 'int32'));
    if (runtime) runtime.binding(this.labels);
  }

  /** One evaluation of the model and the combination after it. */
  private async stage(): Promise<void> {
    if (this.repeated) return this.repeated.perform();
    this.evaluate();
  }

  private evaluate(): void {
    const { model, pass } = this.options;
    const { combiner, labels } = this;
    if (!labels) return;
    tidy(() => combiner.apply(model.forward(pass, { x: combiner.input, t: combiner.timesteps, labels })));
  }

  private async frame(step: number, stage: SamplerStage | null): Promise<ReverseFrame> {
    const { engine } = this.options;
    const { combiner } = this;
    const joined = tidy(() =>
      concat([combiner.x, combiner.x0, combiner.eps].map((t: Tensor) => reshape(t, [-1]))),
    );
    const all = await engine.guard(joined.data<'float32'>());
    joined.dispose();
    const size = all.length / 3;
    return {
      step,
      steps: this.timesteps.length - 1,
      timestep: this.timesteps[step] ?? -1,
      x: all.slice(0, size),
      x0: all.slice(size, 2 * size),
      eps: all.slice(2 * size),
      coefficients: stage?.next ?? {},
    };
  }
}

/** The classes of `count` samples: one for all, each in turn (−1), or any (−2, the null class). */
export function sampleLabels(sampleClass: number, count: number, classes: number): number[] {
  const config = { classConditional: true, sampleClass };
  return Array.from({ length: count }, (_, index) => sampledClass(config, index, classes) ?? classes);
}
