// The training loop: outside any backend, an async generator that obeys an AbortSignal. Pausing is aborting the
// present run() and calling it again; a single step is run({ steps: 1 }).
import type { Dataset } from '../../datasets/types';
import { learningRateAt } from '../../diffusion/objective/learningRate';
import { makeTables } from '../../diffusion/process/tables';
import type { Tables } from '../../diffusion/types';
import { LabError } from '../../lab/errors';
import type { LabConfig } from '../../lab/fields';
import { follow } from '../../lab/changes';
import { addReport, emptyHistory, type History } from '../../lab/history';
import { decodeCheckpoint, encodeCheckpoint } from '../checkpoint/checkpoint';
import { fileVersion } from '../checkpoint/facts';
import { decodeHistory, encodeHistory } from '../checkpoint/history';
import { parseSafetensors } from '../checkpoint/safetensors';
import type { Engine } from '../engine';
import { initialValues } from '../models/initialise';
import { buildModel } from '../models/index';
import type { ImageShape, Model } from '../models/model';
import type { WeightValues } from '../models/weights';
import { logSlots } from './backend';
import { EpochCursor } from './epochs';
import { microSteps } from './microSteps';
import { reportColumns, type TrainingReport } from './report';
import { StepGate } from './stepGate';
import { createStepper, type Stepper } from './stepper';

export interface TrainerOptions {
  readonly engine: Engine;
  readonly config: LabConfig;
  readonly dataset: Dataset;
  /** Goes on from here instead of from fresh weights. */
  readonly checkpoint?: ArrayBuffer;
  /** A run of its own that begins with another model's weights and trains on pairs instead of on the data set. */
  readonly teaching?: Teaching;
  /** The step could not be recorded, for this reason: it runs, but more slowly. */
  readonly onEager?: (cause: string) => void;
  /** False performs every step eagerly instead of recording one and replaying it. */
  readonly record?: boolean;
}

export interface Teaching {
  readonly initial: WeightValues;
  /** Samples by number: pairs.ts. */
  readonly pairs: Dataset;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Stop after so many steps; up to `config.steps` when left out. */
  readonly steps?: number;
  /** At least so long between two reports, in milliseconds; 0 reports every step. */
  readonly reportEvery?: number;
}

/** Where training stood at one moment between two steps, out of the GPU's memory. */
interface Standing {
  /** Steps done. */
  readonly step: number;
  readonly config: LabConfig;
  readonly history: History;
  readonly values: WeightValues;
}

export class Trainer {
  readonly model: Model;
  config: LabConfig;
  readonly dataset: Dataset;
  readonly tables: Tables;
  readonly stepper: Stepper;
  /** It is taught to jump: what it draws is judged in the few steps that it is taught for. */
  readonly jumps: boolean;
  /** Steps done. */
  step = 0;
  /** Curves and film of the steps that were reported. */
  history: History;
  /** Facts about the run that its checkpoint tells besides the settings. */
  readonly facts: Record<string, string> = {};
  private kept: Standing | null = null;
  private readonly engine: Engine;
  private readonly cursor: EpochCursor;
  private readonly gate = new StepGate();

  /** @throws LabError `bad-setting`, `bad-checkpoint` or `out-of-memory`. */
  constructor({ engine, config, dataset, checkpoint, teaching, onEager, record = true }: TrainerOptions) {
    this.engine = engine;
    this.config = config;
    this.dataset = dataset;
    this.tables = makeTables(config);
    this.model = buildModel(config, imageShape(dataset));
    const loaded = checkpoint ? decodeCheckpoint(this.model, checkpoint) : null;
    this.stepper = createStepper({
      engine,
      model: this.model,
      config,
      dataset: teaching?.pairs ?? dataset,
      paired: teaching !== undefined,
      tables: this.tables,
      initial: loaded?.sets ?? teaching?.initial ?? { weights: initialValues(this.model, config.trainSeed) },
      recording: { record, ...(onEager && { onEager }) },
    });
    this.cursor = new EpochCursor(config.trainSeed, (teaching?.pairs ?? dataset).count);
    this.jumps = teaching !== undefined;
    this.step = Number(loaded?.metadata['step'] ?? 0);
    this.history = checkpoint ? decodeHistory(parseSafetensors(checkpoint), this.step) : emptyHistory();
  }

  /** Steps done when {@link Trainer.keep} was called last; null before. */
  get keptStep(): number | null {
    return this.kept?.step ?? null;
  }

  /** Compiles the step's programs; `onProgress` counts them. */
  async prepare(onProgress: (done: number, total: number) => void): Promise<void> {
    await this.engine.guard(this.stepper.prepare(onProgress));
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
      await this.gate.step(() => this.oneStep());
      const waited = performance.now() - since;
      const due = waited >= reportEvery || this.step - first >= logSlots / 2;
      if (due || this.step === last || signal?.aborted) {
        const report = await this.report(first, since);
        this.history = addReport(this.history, report);
        yield report;
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
   * Keeps weights, average and moments in our own memory, to go back to, or to go on from with another device.
   * @returns false where there is no room for a copy; what was kept before stays then.
   */
  async keep(): Promise<boolean> {
    try {
      this.kept = await this.standing();
      return true;
    } catch (thrown) {
      // A courtesy: where memory is short the training goes on without it.
      if (thrown instanceof LabError && thrown.code === 'out-of-memory') return false;
      throw thrown;
    }
  }

  /** What was kept last as a file; it needs no device, which may be lost by now. Null where nothing was kept. */
  keptCheckpoint(): ArrayBuffer | null {
    return this.kept && this.encode(this.kept);
  }

  /**
   * Goes back to what was kept last; settings that were followed since stay. Returns the step that training stands at.
   * @throws LabError `internal` when nothing was kept.
   */
  goBack(): number {
    if (!this.kept) throw new LabError('internal', 'No weights were kept to go back to.');
    const { step, values, history } = this.kept;
    this.stepper.writeAll(values);
    this.step = step;
    this.history = history;
    return step;
  }

  /** Weights, average, moments, curves, film and where training stands, as a safetensors file. */
  async checkpoint(): Promise<ArrayBuffer> {
    return this.encode(await this.standing());
  }

  dispose(): void {
    this.stepper.dispose();
  }

  private async oneStep(): Promise<void> {
    for (const control of microSteps(this.config, this.step, this.cursor))
      await this.engine.guard(this.stepper.microStep(control));
    this.step++;
  }

  private async report(first: number, since: number): Promise<TrainingReport> {
    const count = this.step - first;
    const entries = await this.engine.guard(this.stepper.readLog(first % logSlots, count));
    this.engine.check();
    return {
      step: this.step,
      steps: this.config.steps,
      ...reportColumns(entries, first),
      learningRate: learningRateAt(this.config, this.step - 1),
      stepsPerSecond: (1000 * count) / (performance.now() - since),
    };
  }

  private standing(): Promise<Standing> {
    return this.gate.between(async () => {
      const { step, config, history } = this;
      return { step, config, history, values: await this.engine.guard(this.stepper.readAll()) };
    });
  }

  private encode({ step, config, history, values }: Standing): ArrayBuffer {
    const { tensors, words } = encodeHistory(history);
    return encodeCheckpoint(this.model, {
      sets: values,
      others: tensors,
      metadata: {
        ...this.facts,
        format: 'diffusion-lab',
        version: String(fileVersion),
        config: JSON.stringify(config),
        step: String(step),
        image: JSON.stringify(imageShape(this.dataset)),
        classNames: JSON.stringify(this.dataset.classNames),
        run: words,
      },
    });
  }
}

/** What a checkpoint says of the images it was trained on. */
export function imageShape({ height, width, channels, classNames }: Dataset): ImageShape {
  return { height, width, channels, classes: classNames.length };
}
