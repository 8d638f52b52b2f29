// How long a training step takes the processor, in plain JavaScript (`cpu`) or in WebAssembly (`wasm`):
// `npx tsx bench/processor.ts wasm default 8 1` (tfjs' backend, recipe, batch, steps).
import '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import type { Dataset } from '../src/datasets/types';
import { openStockEngine } from '../src/engine/engine';
import { completeProcessor } from '../src/engine/processor/kernels';
import { Trainer } from '../src/engine/training/trainer';
import { defaultConfig } from '../src/lab/fields';
import { formerRecipe } from '../src/lab/presets';

const [backend = 'wasm', recipe = 'default', batch = '8', steps = '1'] = process.argv.slice(2);
if (backend !== 'wasm' && backend !== 'cpu') throw new RangeError(`${backend} is neither wasm nor cpu.`);
completeProcessor();

const count = 200;
const dataset: Dataset = {
  name: 'own',
  count,
  height: 28,
  width: 28,
  channels: 1,
  images: Uint8Array.from({ length: count * 28 * 28 }, (_, i) => (i * 7919) % 256),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
  classNames: Array.from({ length: 10 }, (_, i) => String(i)),
  credit: '',
};

const trainer = new Trainer({
  engine: await openStockEngine(backend),
  config: {
    ...defaultConfig,
    ...(recipe === 'small' && formerRecipe),
    batchSize: Number(batch),
    steps: 1000,
  },
  dataset,
});

async function perform(steps: number): Promise<number[]> {
  const losses: number[] = [];
  for await (const report of trainer.run({ steps, reportEvery: 1e9 })) losses.push(...report.losses);
  return losses;
}

// The first one makes room.
await perform(1);
const [begun, before] = [performance.now(), process.cpuUsage()];
const losses = await perform(Number(steps));
const { user, system } = process.cpuUsage(before);
const each = (ms: number): string => (ms / losses.length / 1000).toFixed(2);
console.log(
  `${backend}: ${trainer.model.name}, batch ${batch}: ${each((user + system) / 1000)} s of processor time a step, ` +
    `${each(performance.now() - begun)} s by the clock; losses ${losses.map((loss) => loss.toFixed(4)).join(' ')}`,
);
