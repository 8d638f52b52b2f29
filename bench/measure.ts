// One case of the benchmark: every engine starts afresh, then they take turns.
import { openGpuEngine } from '../src/engine/engine';
import { LabError } from '../src/lab/errors';
import { makeWork, type BenchCase, type Work } from './cases';
import type { Contestant, Peer } from './contestant';
import { startLab } from './lab';
import { Meter, type Counts } from './meter';
import { gflops, median, type EngineName, type Result } from './results';

export interface MeasureOptions {
  /** Timed steps of each engine. */
  readonly steps: number;
  readonly say: (line: string) => void;
  /** What is measured beside our engine. */
  readonly peers: readonly Peer[];
}

/** Everything but what needs no device, which is taken elsewhere. */
export type Measured = Omit<Result, 'jsMsPerStep' | 'fusedDispatches'>;

/** Steps from the same weights on the same batch give the same loss, but for the order of additions. */
const lossTolerance = 1e-3;

interface Started {
  readonly contestant: Contestant;
  readonly firstStepMs: number;
  readonly firstLoss: number;
  readonly times: number[];
}

/** @throws LabError `internal` when two engines differ in the loss of the first step. */
export async function measureCase(benchCase: BenchCase, options: MeasureOptions): Promise<Measured[]> {
  const { steps, say, peers } = options;
  const work = makeWork(benchCase);
  const engine = await openGpuEngine(navigator.gpu);
  if (!engine.gpu) throw new LabError('no-gpu', 'The benchmark needs WebGPU.');
  const meter = new Meter(engine.gpu.device);
  const started: Started[] = [];
  const enter = async (name: EngineName, on: Meter, start: () => Promise<Contestant>): Promise<void> => {
    on.owner = name;
    const one = await begin(start);
    say(`  ${name.padEnd(6)} first step ${one.firstStepMs.toFixed(0)} ms, loss ${one.firstLoss.toFixed(5)}`);
    started.push(one);
  };
  await enter('lab', meter, () => startLab(engine, work, meter));
  for (const peer of peers) {
    const { meter: own, start } = await peer.enter(engine, work, meter);
    await enter(peer.name, own, start);
  }
  demandSameLoss(started);
  for (let round = 0; round < steps; round++) {
    for (const { contestant, times } of started) {
      contestant.meter.owner = contestant.engine;
      const from = performance.now();
      await contestant.step();
      times.push(performance.now() - from);
    }
  }
  const results: Measured[] = [];
  for (const one of started) results.push(resultOf(work, one, await counted(one)));
  for (const { engine: name, msPerStep } of results)
    say(`  ${name.padEnd(6)} ${msPerStep.toFixed(1)} ms a step`);
  for (const { contestant } of started) contestant.dispose();
  engine.close();
  return results;
}

/** The first step, timed from the building of the model on, which also warms up. */
async function begin(start: () => Promise<Contestant>): Promise<Started> {
  const from = performance.now();
  const contestant = await start();
  await contestant.step();
  const firstLoss = await contestant.loss();
  return { contestant, firstStepMs: performance.now() - from, firstLoss, times: [] };
}

/** One more step, which is not timed: counting slows it down. */
function counted({ contestant }: Started): Promise<Counts> {
  contestant.meter.owner = contestant.engine;
  return contestant.meter.count(() => contestant.step());
}

function demandSameLoss([reference, ...others]: readonly Started[]): void {
  const expected = reference?.firstLoss ?? NaN;
  for (const { contestant, firstLoss } of others) {
    if (Math.abs(firstLoss - expected) <= lossTolerance * Math.abs(expected)) continue;
    throw new LabError(
      'internal',
      `The work is not the same: the first loss of ${contestant.engine} is ${firstLoss}, not ${expected}.`,
    );
  }
}

function resultOf(
  { name, config, flops }: Work,
  { contestant, firstStepMs, times }: Started,
  counts: Counts,
): Measured {
  const msPerStep = median(times);
  return {
    model: name,
    batch: config.batchSize,
    engine: contestant.engine,
    msPerStep,
    firstStepMs,
    dispatches: counts.dispatches,
    submits: counts.submits,
    peakBytes: contestant.meter.peakBytes(contestant.engine),
    uploadedBytes: counts.uploadedBytes,
    gflops: gflops(flops, msPerStep),
  };
}
