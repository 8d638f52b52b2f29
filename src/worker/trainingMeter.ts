// The meter beside a training: now and then as many samples are judged as a twentieth of the time pays for.
import type { Engine } from '../engine/engine';
import { Judge } from '../engine/judge/judge';
import { Meter } from '../engine/judge/meter';
import type { Trainer } from '../engine/training/trainer';
import { processOf } from '../diffusion/process/index';
import type { Quality } from '../lab/quality';

/** Few, so that a slow GPU affords them: the floor is of as many. */
const samples = 100;
const steps = 10;

export class TrainingMeter {
  private readonly judge: Judge;
  private readonly meter: Meter;

  constructor(
    engine: Engine,
    private readonly trainer: Trainer,
    file: ArrayBuffer,
  ) {
    const { config, tables, dataset, model, stepper, jumps } = trainer;
    this.judge = new Judge(engine, file);
    this.meter = new Meter({
      engine,
      judge: this.judge,
      model,
      pass: stepper.pass('average'),
      config: {
        ...config,
        sampler: processOf(config).sampler,
        samplingSteps: jumps ? config.samplingSteps : Math.min(steps, config.timesteps),
        spacing: 'trailing',
        eta: 0,
        sampleClass: -1,
        sampleCount: samples,
      },
      tables,
      image: dataset,
      classes: dataset.classNames.length,
    });
  }

  prepare(): Promise<void> {
    return this.meter.prepare(() => undefined);
  }

  /** Null when `signal` aborted. */
  async measure(signal: AbortSignal): Promise<Quality | null> {
    const { step, dataset } = this.trainer;
    const found = await this.meter.measure(samples, dataset, { step, signal });
    if (!found) return null;
    const { pixels: _pixels, labels: _labels, ...quality } = found;
    return quality;
  }

  dispose(): void {
    this.meter.dispose();
    this.judge.dispose();
  }
}
