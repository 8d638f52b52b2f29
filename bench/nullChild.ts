// The process of nullBackend.ts: `nullChild.ts ENGINE MODEL`.
import { installDawn } from '../src/engine/gpu/dawn';
import { openGpuEngine } from '../src/engine/engine';
import { makeWork } from './cases';
import type { Contestant } from './contestant';
import { openJax, startJax } from './jax';
import { startLab } from './lab';
import { Meter } from './meter';
import type { NullAnswer } from './nullBackend';
import { engineNames, median, modelNames } from './results';
import { startTfjs } from './tfjs';

const [warmUp, timed] = [3, 9];

async function start([engineName, modelName]: readonly string[]): Promise<Contestant> {
  const name = engineNames.find((known) => known === engineName);
  const model = modelNames.find((known) => known === modelName);
  if (!name || !model) throw new Error(`There is no engine "${engineName}" or model "${modelName}".`);
  const work = makeWork({ model, batch: 1 });
  if (name === 'jax-js') return startJax(work, await openJax());
  const engine = await openGpuEngine(installDawn());
  if (!engine.gpu) throw new Error('The null backend offers no WebGPU.');
  const meter = new Meter(engine.gpu.device);
  return name === 'lab' ? startLab(engine, work, meter) : startTfjs(engine, work, meter);
}

async function measure(args: readonly string[]): Promise<NullAnswer> {
  installDawn('null');
  const contestant = await start(args);
  const times: number[] = [];
  for (let step = 0; step < warmUp + timed; step++) {
    const from = performance.now();
    await contestant.step();
    if (step >= warmUp) times.push(performance.now() - from);
  }
  return { ms: median(times) };
}

const answer = await measure(process.argv.slice(2)).catch((thrown: unknown): NullAnswer => ({
  failure: thrown instanceof Error ? thrown.message : String(thrown),
}));
process.send?.(answer, () => process.exit(0));
