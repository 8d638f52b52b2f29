// The process of dataNode.ts: `dataChild.ts FOLDER SET` loads a data set as `lab` does, then puts it on a GPU that
// computes nothing. In a process of its own, whose peak of memory is the set's.
import { openDataset } from '../src/cli/data';
import { datasetNames } from '../src/datasets/registry';
import { installDawn } from '../src/engine/gpu/dawn';
import { openGpuEngine } from '../src/engine/engine';
import { firstBatch } from './dataBatch';
import type { NodeAnswer } from './dataNode';
import { Meter } from './meter';

async function measure([folder = '', asked]: readonly string[]): Promise<NodeAnswer> {
  const name = datasetNames.find((known) => known === asked);
  if (!name) throw new Error(`There is no data set "${asked}".`);
  const before = process.memoryUsage.rss();
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  const dataset = await openDataset({ dataset: name, padImages: false }, folder);
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  const peakBytes = process.resourceUsage().maxRSS * 1024 - before;

  installDawn('null');
  const engine = await openGpuEngine(navigator.gpu);
  if (!engine.gpu) throw new Error('The null backend offers no WebGPU.');
  const meter = new Meter(engine.gpu.device);
  meter.owner = 'images';
  await firstBatch(engine.gpu.runtime, dataset, () => (meter.owner = 'batch'));
  return {
    ms,
    cpuMs: (user + system) / 1000,
    peakBytes,
    images: dataset.count,
    shape: [dataset.width, dataset.height, dataset.channels],
    imageBytes: dataset.images.length,
    gpuBytes: meter.peakBytes('images'),
  };
}

const answer = await measure(process.argv.slice(2)).catch((thrown: unknown) => ({
  failure: thrown instanceof Error ? thrown.message : String(thrown),
}));
process.send?.(answer, () => process.exit(0));
