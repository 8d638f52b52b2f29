// Measures this machine away from the page's thread, by the same code as `npm run bench`.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { openGpuEngine } from '../../src/engine/engine';
import { LabError, toFailure } from '../../src/lab/errors';
import { cases } from '../cases';
import { measureMachine, type Machine } from '../machine';
import { measureCase } from '../measure';
import { tfjsPeer } from '../tfjs';
import type { BenchEvent, Wish } from './protocol';

/** Timed steps: a driver on the processor takes seconds for one. */
const steps = { software: 2, hardware: 20 } as const;

const post = (event: BenchEvent): void => self.postMessage(event);

async function machine(): Promise<Machine> {
  const engine = await openGpuEngine(navigator.gpu);
  if (!engine.gpu) throw new LabError('no-gpu', 'The benchmark needs WebGPU.');
  const measured = await measureMachine(engine.gpu);
  engine.close();
  return measured;
}

async function measure({ models, peer }: Wish): Promise<void> {
  post({ type: 'part', part: 0 });
  const measured = await machine();
  post({ type: 'machine', machine: measured });
  for (const [i, model] of models.entries()) {
    post({ type: 'part', part: i + 1 });
    const smallest = cases.find((one) => one.model === model);
    if (!smallest) throw new LabError('internal', `There is no case of "${model}".`);
    const results = await measureCase(smallest, {
      steps: measured.software ? steps.software : steps.hardware,
      say: (line) => post({ type: 'said', line: line.trim() }),
      peers: peer ? [tfjsPeer] : [],
    });
    post({
      type: 'results',
      results: results.map((one) => ({ ...one, jsMsPerStep: null, fusedDispatches: null })),
    });
  }
  post({ type: 'done' });
}

self.onmessage = ({ data }: MessageEvent<Wish>) => {
  measure(data).catch((thrown: unknown) => post({ type: 'failed', failure: toFailure(thrown) }));
};
