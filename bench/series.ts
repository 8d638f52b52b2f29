// What `--all` adds: the reverse process, and how a training step grows with batch and width.
import { openGpuEngine, type Engine } from '../src/engine/engine';
import { stockOps } from '../src/engine/ops/stockOps';
import { Sampler, sampleLabels } from '../src/engine/sampling/sampler';
import { createStepper } from '../src/engine/training/stepper';
import { LabError } from '../src/lab/errors';
import type { LabConfig } from '../src/lab/fields';
import { makeWork } from './cases';
import { startLab } from './lab';
import { Meter } from './meter';
import { gflops, median, type SamplingResult, type ScalingResult } from './results';
import { startTfjs } from './tfjs';

type Say = (line: string) => void;

const ddim: Partial<LabConfig> = { sampler: 'ddim', samplingSteps: 50, sampleCount: 64 };

/** 64 images of the playground model with 50 DDIM steps, the first run of a sampler left out. */
export async function sampling(say: Say): Promise<SamplingResult[]> {
  const results: SamplingResult[] = [];
  for (const name of ['lab', 'tfjs'] as const) {
    const engine = await openGpuEngine(navigator.gpu);
    const ms = await samplingMs(name === 'lab' ? engine : { ...engine, ops: stockOps, gpu: null });
    engine.close();
    say(`sampling, ${name}: ${ms.toFixed(0)} ms`);
    results.push({ model: 'playground', engine: name, count: 64, steps: 50, ms });
  }
  return results;
}

async function samplingMs(engine: Engine): Promise<number> {
  const work = makeWork({ model: 'playground', batch: 64 }, ddim);
  const { config, dataset, model, tables } = work;
  const classes = dataset.classNames.length;
  const stepper = createStepper({ engine, ...work });
  const sampler = new Sampler({
    engine,
    model,
    pass: stepper.pass('weights'),
    config,
    tables,
    image: dataset,
    classes,
  });
  const labels = sampleLabels(-1, config.sampleCount, classes);
  const run = { seed: 1, labels, guidanceScale: 1 } as const;
  // Two steps compile and record all there is.
  let frames = 0;
  for await (const _ of sampler.run({ ...run, frames: 'all' })) if (++frames === 3) break;
  const from = performance.now();
  for await (const _ of sampler.run({ ...run, frames: 'last' }));
  const ms = performance.now() - from;
  sampler.dispose();
  stepper.dispose();
  return ms;
}

const baseWidth = 16;
const sizes: readonly { readonly batch: number; readonly width: number }[] = [
  ...[8, 16, 32, 64, 128].map((batch) => ({ batch, width: baseWidth })),
  ...[2, 3, 4].map((factor) => ({ batch: 16, width: factor * baseWidth })),
];

/** The playground model over batch 8…128 and width ×1…×4; stock tfjs beside it where the GPU is hardware. */
export async function scaling({
  steps,
  say,
}: {
  readonly steps: number;
  readonly say: Say;
}): Promise<ScalingResult[]> {
  const results: ScalingResult[] = [];
  for (const { batch, width } of sizes) {
    const engine = await openGpuEngine(navigator.gpu);
    if (!engine.gpu) throw new LabError('no-gpu', 'The benchmark needs WebGPU.');
    const work = makeWork({ model: 'playground', batch }, { width });
    const meter = new Meter(engine.gpu.device);
    const contestants = [await startLab(engine, work, meter)];
    // A software driver would need an hour for them.
    if (!engine.gpu.software) contestants.push(startTfjs(engine, work, meter));
    for (const contestant of contestants) {
      const times: number[] = [];
      for (let step = -2; step < steps; step++) {
        const from = performance.now();
        await contestant.step();
        if (step >= 0) times.push(performance.now() - from);
      }
      contestant.dispose();
      const msPerStep = median(times);
      say(`width ${width}, batch ${batch}, ${contestant.engine}: ${msPerStep.toFixed(1)} ms a step`);
      results.push({
        engine: contestant.engine,
        batch,
        width,
        msPerStep,
        gflops: gflops(work.flops, msPerStep),
      });
    }
    engine.close();
  }
  return results;
}
