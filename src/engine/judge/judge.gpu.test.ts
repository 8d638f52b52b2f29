// The judge and its distance against torch, numpy and scipy (tools/reference/judged.py).
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import golden from '../golden/judged.json';
import { uniforms } from '../../diffusion/random';
import { frechetDistance, momentsOf } from '../../diffusion/quality/moments';
import { sharesOf } from '../../diffusion/quality/shares';
import { testEngine } from '../../test/gpu';
import { expectClose } from '../../test/kernelContract';
import { openStockEngine, type Engine } from '../engine';
import { setBackend } from '@tensorflow/tfjs-core';
import { Judge, type Judgement } from './judge';
import { featureCount, judgedClasses } from './network';

const side = 28;

/** The blots of judged.py. */
function pictures(): Float32Array {
  const u = uniforms({ seed: golden.seed, stream: 102 }, golden.count * 4);
  const all = new Float32Array(golden.count * side * side);
  for (let n = 0; n < golden.count; n++) {
    const [a = 0, b = 0, c = 0, d = 0] = u.subarray(4 * n, 4 * n + 4);
    for (let i = 0; i < side * side; i++) {
      const across = ((i % side) / side - 0.2 - 0.6 * a) / (0.08 + 0.2 * c);
      const down = (Math.floor(i / side) / side - 0.2 - 0.6 * b) / (0.08 + 0.2 * d);
      all[n * side * side + i] = 2 * Math.exp(-(across ** 2) - down ** 2) - 1;
    }
  }
  return all;
}

const file = (): ArrayBuffer =>
  Uint8Array.from(readFileSync(new URL('../../../public/judge.safetensors', import.meta.url))).buffer;

const engines: readonly [string, () => Promise<Engine>][] = [
  ['our kernels', testEngine],
  ['stock operations', () => openStockEngine('cpu')],
];

describe.each(engines)('on %s', (_, open) => {
  let judge: Judge;
  let seen: Judgement;
  beforeAll(async () => {
    const engine = await open();
    judge = new Judge(engine, file());
    seen = await judge.look(pictures());
    return async () => {
      judge.dispose();
      await setBackend('webgpu');
    };
  });

  test('features and probabilities are those of torch', () => {
    const rows = golden.features.length;
    const features = Float32Array.from(golden.features.flat());
    expectClose(seen.features.slice(0, rows * featureCount), features, 1e-4, 'features');
    const probabilities = Float32Array.from(golden.probabilities.flat());
    expectClose(seen.probabilities.slice(0, rows * judgedClasses), probabilities, 1e-4, 'probabilities');
  });

  test('shares and distance are those of numpy and scipy to 1e-3', () => {
    const labels = Array.from({ length: golden.count }, (_each, i) => i % judgedClasses);
    const { recognised, asked, spread } = sharesOf(seen.probabilities, labels, judgedClasses);
    expect(recognised).toBeCloseTo(golden.recognised, 10);
    expect(asked).toBeCloseTo(golden.asked, 10);
    expect(spread).toBeCloseTo(golden.spread, 10);
    const distance = frechetDistance(momentsOf(seen.features, featureCount), judge.file.test);
    expect(Math.abs(distance / golden.frechet - 1)).toBeLessThan(1e-3);
  });
});

test('it was trained to tell at least 99 % of the test set, and fits into 200 kB', () => {
  expect(file().byteLength).toBeLessThanOrEqual(200_000);
});
