// The learning film: a fixed set of seeds denoised with the present weights; a tenth of the time, and more at first, so
// that a slow GPU has something to show soon.
import { processOf } from '../../diffusion/process/index';
import type { LabConfig } from '../../lab/fields';
import type { Engine } from '../engine';
import { Sampler, sampleLabels } from './sampler';
import type { Trainer } from '../training/trainer';

const pictures = 16;
/** Pauses are so many times as long as a row takes: as many as there are rows, up to this. */
const longestPause = 9;
/** Between two rows at least, in milliseconds. */
const leastPause = 2500;

/** Few steps of a deterministic sampler: fast, and the same noise gives comparable pictures all along. */
function filmConfig({ config, jumps }: Trainer): LabConfig {
  const steps = jumps ? config.samplingSteps : Math.min(20, config.timesteps);
  return {
    ...config,
    sampler: processOf(config).sampler,
    samplingSteps: steps,
    eta: 0,
    guidanceScale: 1,
    sampleCount: pictures,
    spacing: 'trailing',
  };
}

export class LearningFilm {
  private readonly trainer: Trainer;
  private readonly sampler: Sampler;
  private lastEnd = performance.now();
  private lastCost = 0;
  private rows = 0;
  /** Step of the last row. */
  private lastStep = 0;

  constructor(engine: Engine, trainer: Trainer) {
    this.trainer = trainer;
    this.sampler = new Sampler({
      engine,
      model: trainer.model,
      pass: trainer.stepper.pass('average'),
      config: filmConfig(trainer),
      tables: trainer.tables,
      image: trainer.dataset,
      classes: trainer.dataset.classNames.length,
    });
  }

  /** What the last row took; 0 before the first. */
  get secondsOfRow(): number {
    return this.lastCost / 1000;
  }

  /** See {@link Sampler.prepare}. */
  prepare(onProgress: (done: number, total: number) => void): Promise<void> {
    return this.sampler.prepare(onProgress);
  }

  /** Nothing was learnt since the last row. */
  get upToDate(): boolean {
    return this.trainer.step === this.lastStep;
  }

  /** @param final the last row of a run is always taken. */
  due(final: boolean): boolean {
    const pause = Math.max(leastPause, this.lastCost * Math.min(this.rows, longestPause));
    return final || performance.now() - this.lastEnd >= pause;
  }

  /** [16, height, width, channels] in the model's range; null when `signal` aborted. */
  async take(signal: AbortSignal): Promise<Float32Array | null> {
    const { trainer } = this;
    const classes = trainer.dataset.classNames.length;
    const begun = performance.now();
    let last: Float32Array | null = null;
    const run = {
      seed: 7,
      labels: sampleLabels(-1, pictures, classes),
      guidanceScale: 1,
      frames: 'last',
      signal,
    } as const;
    for await (const { x } of this.sampler.run(run)) last = x;
    this.lastEnd = performance.now();
    this.lastCost = this.lastEnd - begun;
    if (last) {
      this.rows++;
      this.lastStep = trainer.step;
    }
    return last;
  }

  dispose(): void {
    this.sampler.dispose();
  }
}
