// What a page that samples all day keeps of it: nothing.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { makeTables } from '../../diffusion/process/tables';
import { defaultConfig, type LabConfig } from '../../lab/fields';
import { testEngine } from '../../test/gpu';
import type { Model } from '../models/model';
import { Sampler } from './sampler';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of objects and array buffers that are still reachable. */
async function heap(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    collectGarbage();
    // What waits for a turn of the event loop lets go of its results.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const config: LabConfig = { ...defaultConfig, timesteps: 50, samplingSteps: 2, sampleCount: 64 };
/** As good as any for this: what is kept are the frames. */
const model: Model = {
  name: 'silu',
  conditional: false,
  parameters: [],
  outline: [],
  forward: ({ ops }, { x }) => ops.silu(x),
};

test('the heap stays as it is over 200 samplings of 64 images', async () => {
  const engine = await testEngine();
  const tables = makeTables(config);
  const sample = async (): Promise<void> => {
    const sampler = new Sampler({
      engine,
      model,
      pass: { ops: engine.ops, parameter: () => expect.fail('it has none'), dropout: null },
      config,
      tables,
      image: { height: 28, width: 28, channels: 1 },
      classes: 10,
    });
    await sampler.prepare(() => undefined);
    let values = 0;
    const labels = Array.from({ length: 64 }, () => 10);
    for await (const { x } of sampler.run({ seed: 1, labels, guidanceScale: 1, frames: 'all' }))
      values += x.length;
    expect(values).toBe(3 * 64 * 784);
    sampler.dispose();
  };
  for (let i = 0; i < 10; i++) await sample();
  const before = await heap();
  for (let i = 0; i < 190; i++) await sample();
  expect((await heap()) - before).toBeLessThan(2e6);
});
