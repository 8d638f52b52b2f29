// How long a training step takes the processor: `npx tsx bench/processor.ts default 8 1` (recipe, batch, steps).
import '@tensorflow/tfjs';
import type { Dataset } from '../src/datasets/types';
import { openStockEngine } from '../src/engine/engine';
import { Trainer } from '../src/engine/training/trainer';
import { defaultConfig } from '../src/lab/fields';
import { formerRecipe } from '../src/lab/presets';

const [recipe = 'default', batch = '8', steps = '1'] = process.argv.slice(2);
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
  engine: await openStockEngine('cpu'),
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
  `${trainer.model.name}, batch ${batch}: ${each((user + system) / 1000)} s of processor time a step, ` +
    `${each(performance.now() - begun)} s by the clock; losses ${losses.map((loss) => loss.toFixed(4)).join(' ')}`,
);
