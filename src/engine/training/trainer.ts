// The training loop: outside any backend, an async generator that obeys an AbortSignal. Pausing is aborting the
// present run() and calling it again; a single step is run({ steps: 1 }).
import type { Dataset } from '../../datasets/types';
import { emaDecayAt } from '../../diffusion/objective/ema';
import { learningRateAt } from '../../diffusion/objective/learningRate';
import { makeTables } from '../../diffusion/process/tables';
import { trainingTimesteps } from '../../diffusion/objective/trainingTimesteps';
import type { Tables } from '../../diffusion/types';
import { LabError } from '../../lab/errors';
import type { LabConfig } from '../../lab/fields';
import { follow } from '../../lab/changes';
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from '../checkpoint/checkpoint';
import type { Engine } from '../engine';
import { EpochCursor } from './epochs';
import type { TrainingControl } from '../gpu/control';
import { createGpuStepper } from './gpuStepper';
import { initialValues } from '../models/initialise';
import { buildModel } from '../models/index';
import type { Model } from '../models/model';
import { createStockStepper } from './stockStepper';
import type { Stepper } from './stepper';

export interface TrainingReport {
  /** Number of the last step, from 1, and how many there are to be. */
  readonly step: number;
  readonly steps: number;
  /** One entry a step since the last report. */
  readonly losses: Float64Array;
  readonly gradientNorms: Float64Array;
  /** [steps of this report, 4]: mean unweighted loss of the samples in each quarter of the time axis, NaN for none. */
  readonly quartileLosses: Float64Array;
  readonly learningRate: number;
  readonly stepsPerSecond: number;
}

export interface TrainerOptions {
  readonly engine: Engine;
  readonly config: LabConfig;
  readonly dataset: Dataset;
  /** Goes on from here instead of from fresh weights. */
  readonly checkpoint?: ArrayBuffer;
  /** The step could not be recorded, for this reason: it runs, but more slowly. */
  readonly onEager?: (cause: string) => void;
  /** False performs every step eagerly instead of recording one and replaying it. */
  readonly record?: boolean;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Stop after so many steps; up to `config.steps` when left out. */
  readonly steps?: number;
  /** At least so long between two reports, in milliseconds; 0 reports every step. */
  readonly reportEvery?: number;
}

export class Trainer {
  readonly model: Model;
  config: LabConfig;
  readonly dataset: Dataset;
  readonly tables: Tables;
  readonly stepper: Stepper;
  /** Steps done. */
  step = 0;
  /** Facts about the run that its checkpoint tells besides the settings. */
  readonly facts: Record<string, string> = {};
  /** Steps done when {@link Trainer.keep} was called last; null before. */
  keptStep: number | null = null;
  private readonly engine: Engine;
  private readonly cursor: EpochCursor;

  /** @throws LabError `bad-setting`, `bad-checkpoint` or `out-of-memory`. */
  constructor({ engine, config, dataset, checkpoint, onEager, record = true }: TrainerOptions) {
    this.engine = engine;
    this.config = config;
    this.dataset = dataset;
    this.tables = makeTables(config);
    this.model = buildModel(config, { ...dataset, classes: dataset.classNames.length });
    const loaded = checkpoint ? decodeCheckpoint(this.model, checkpoint) : null;
    const initial = loaded?.values ?? initialValues(this.model, config.trainSeed);
    const options = { engine, model: this.model, config, dataset, tables: this.tables, initial };
    this.stepper = engine.gpu
      ? createGpuStepper(engine.gpu, options, { record, ...(onEager && { onEager }) })
      : createStockStepper(options);
    this.cursor = new EpochCursor(config.trainSeed, dataset.count);
    if (loaded) this.restore(loaded);
  }

  /** Compiles the step's programs; `onProgress` counts them. */
  async prepare(onProgress: (done: number, total: number) => void): Promise<void> {
    await this.guarded(this.stepper.prepare(onProgress));
    this.engine.check();
  }

  /**
   * Trains and reports. Ends after `config.steps`, after `steps`, or when `signal` aborts (between two steps).
   * @throws LabError `diverged` when a gradient is no longer finite (the weights stay those of the step before),
   * `device-lost`, `out-of-memory`.
   */
  async *run({ signal, steps, reportEvery = 250 }: RunOptions = {}): AsyncGenerator<
    TrainingReport,
    void,
    undefined
  > {
    const last = Math.min(this.config.steps, steps === undefined ? Infinity : this.step + steps);
    let first = this.step;
    let since = performance.now();
    while (this.step < last && !signal?.aborted) {
      await this.guarded(this.oneStep());
      this.step++;
      const waited = performance.now() - since;
      const due = waited >= reportEvery || this.step - first >= this.stepper.logSlots / 2;
      if (due || this.step === last || signal?.aborted) {
        yield await this.report(first, since);
        first = this.step;
        since = performance.now();
      }
    }
  }

  /** Takes over the settings that a running model can follow. */
  follow(config: LabConfig): void {
    this.config = follow(this.config, config);
  }

  /**
   * Keeps weights, average and moments aside, to go back to. Takes as much memory again as these, so only runs of the
   * page ask for it: the bench and the command line measure and train without.
   * @returns false where the device has no room for a copy.
   */
  async keep(): Promise<boolean> {
    const done = await this.guarded(this.stepper.keep());
    if (done) this.keptStep = this.step;
    return done;
  }

  /**
   * Goes back to what was kept last; settings that were followed since stay. Returns the step that training stands at.
   * @throws LabError `internal` when nothing was kept.
   */
  goBack(): number {
    if (this.keptStep === null) throw new LabError('internal', 'No weights were kept to go back to.');
    this.stepper.putBack();
    this.step = this.keptStep;
    return this.step;
  }

  /** Weights, average, moments and where training stands, as a safetensors file. */
  async checkpoint(): Promise<ArrayBuffer> {
    const [values, ema, m, v] = await this.guarded(
      Promise.all((['values', 'average', 'adam.m', 'adam.v'] as const).map((set) => this.stepper.read(set))),
    );
    if (!values || !ema || !m || !v) throw new LabError('internal', 'The weights could not be read.');
    return encodeCheckpoint(this.model, {
      values,
      groups: { ema, 'adam.m': m, 'adam.v': v },
      metadata: {
        ...this.facts,
        format: 'diffusion-lab',
        config: JSON.stringify(this.config),
        step: String(this.step),
        image: JSON.stringify(imageShape(this.dataset)),
      },
    });
  }

  dispose(): void {
    this.stepper.dispose();
  }

  private async oneStep(): Promise<void> {
    const { config } = this;
    const { accumulation, batchSize } = config;
    for (let microStep = 0; microStep < accumulation; microStep++) {
      const draw = this.step * accumulation + microStep;
      const control: TrainingControl = {
        seed: config.trainSeed,
        draw,
        learningRate: learningRateAt(config, this.step),
        beta1: config.adamBeta1,
        beta2: config.adamBeta2,
        epsilon: 1e-8,
        weightDecay: config.optimizer === 'adamw' ? config.weightDecay : 0,
        optimizerStep: this.step + 1,
        emaDecay: emaDecayAt(config, this.step),
        gradientClip: config.gradientClip,
        nullClassRate: config.classConditional ? config.nullClassRate : 0,
        microStep,
        microSteps: accumulation,
        logSlot: this.step % this.stepper.logSlots,
        indices: this.cursor.batch(draw, batchSize),
        timesteps: trainingTimesteps(config, draw, batchSize),
      };
      await this.stepper.microStep(control);
    }
  }

  private async report(first: number, since: number): Promise<TrainingReport> {
    const count = this.step - first;
    const entries = await this.guarded(this.stepper.readLog(first % this.stepper.logSlots, count));
    this.engine.check();
    const bad = entries.findIndex(({ finite, loss }) => !finite || !Number.isFinite(loss));
    if (bad >= 0) {
      throw new LabError(
        'diverged',
        `Training diverged at step ${first + bad + 1}: the loss is no longer a number. Lower the learning rate or clip the gradient, then train again.`,
        { reason: { name: 'loss-not-finite', values: { step: first + bad + 1 } } },
      );
    }
    return {
      step: this.step,
      steps: this.config.steps,
      losses: Float64Array.from(entries, ({ loss }) => loss),
      gradientNorms: Float64Array.from(entries, ({ gradientNorm }) => gradientNorm),
      quartileLosses: Float64Array.from(
        entries.flatMap(({ quartileSums, quartileCounts }) =>
          quartileSums.map((sum, i) => sum / (quartileCounts[i] || Number.NaN)),
        ),
      ),
      learningRate: learningRateAt(this.config, this.step - 1),
      stepsPerSecond: (1000 * count) / (performance.now() - since),
    };
  }

  private restore({ values, groups, metadata }: Checkpoint): void {
    this.stepper.write('average', groups.ema ?? values);
    if (groups['adam.m'] && groups['adam.v']) {
      this.stepper.write('adam.m', groups['adam.m']);
      this.stepper.write('adam.v', groups['adam.v']);
    }
    this.step = Number(metadata['step'] ?? 0);
  }

  /** A wait that a lost device would leave hanging. */
  private guarded<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.engine.failed]);
  }
}

/** What a checkpoint says of the images it was trained on. */
export function imageShape({ height, width, channels, classNames }: Dataset): {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classes: number;
} {
  return { height, width, channels, classes: classNames.length };
}
