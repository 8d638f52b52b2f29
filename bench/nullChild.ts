// The process of nullBackend.ts: `nullChild.ts ENGINE MODEL BATCH ms|fused`.
import { installDawn } from '../src/engine/gpu/dawn';
import { openGpuEngine } from '../src/engine/engine';
import { makeWork, type Work } from './cases';
import type { Contestant } from './contestant';
import { openJax, startJax } from './jax';
import { startLab } from './lab';
import { Meter } from './meter';
import type { NullAnswer } from './nullBackend';
import { engineNames, median, modelNames, type EngineName } from './results';
import { startTfjs } from './tfjs';

const [warmUp, timed] = [3, 9];

async function start(name: EngineName, work: Work): Promise<Contestant> {
  if (name === 'jax-js') return startJax(work, await openJax());
  const engine = await openGpuEngine(installDawn());
  if (!engine.gpu) throw new Error('The null backend offers no WebGPU.');
  const meter = new Meter(engine.gpu.device);
  return name === 'lab' ? startLab(engine, work, meter) : startTfjs(engine, work, meter);
}

async function milliseconds(name: EngineName, work: Work): Promise<number> {
  const contestant = await start(name, work);
  const times: number[] = [];
  for (let step = 0; step < warmUp + timed; step++) {
    const from = performance.now();
    await contestant.step();
    if (step >= warmUp) times.push(performance.now() - from);
  }
  return median(times);
}

/** A first step tells which convolutions there are. */
async function fusedDispatches(work: Work): Promise<number> {
  const engine = await openGpuEngine(installDawn());
  const { gpu, tilings } = engine;
  if (!gpu || !tilings) throw new Error('The null backend offers no WebGPU.');
  const meter = new Meter(gpu.device);
  const usual = await startLab(engine, work, meter);
  usual.dispose();
  for (const { kind, shape } of tilings.asked())
    if (kind === 'gradients') tilings.set(kind, shape, { together: true });
  const fused = await startLab(engine, work, meter);
  await fused.step();
  return (await meter.count(() => fused.step())).dispatches;
}

async function measure([engineName, modelName, batch, figure]: readonly string[]): Promise<NullAnswer> {
  const name = engineNames.find((known) => known === engineName);
  const model = modelNames.find((known) => known === modelName);
  if (!name || !model) throw new Error(`There is no engine "${engineName}" or model "${modelName}".`);
  installDawn('null');
  const work = makeWork({ model, batch: Number(batch) });
  return { figure: await (figure === 'fused' ? fusedDispatches(work) : milliseconds(name, work)) };
}

const answer = await measure(process.argv.slice(2)).catch((thrown: unknown): NullAnswer => ({
  failure: thrown instanceof Error ? thrown.message : String(thrown),
}));
process.send?.(answer, () => process.exit(0));
