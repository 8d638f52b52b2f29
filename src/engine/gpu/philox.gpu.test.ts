// The random numbers of programs against those of the CPU, and against what random numbers have to be.
import { expect, test } from 'vitest';
import { gaussians, uniforms, type Address } from '../../diffusion/random';
import { testGpu } from '../../test/gpu';
import { flat } from '../ops/wgsl';
import { philoxWgsl } from './philox';

/** `size` numbers of an address: `uniforms4` or `gaussians4`, one thread for the four of a block. */
async function draw(
  size: number,
  { seed, stream, step = 0 }: Address,
  kind: 'uniforms4' | 'gaussians4' = 'gaussians4',
): Promise<Float32Array> {
  const { runtime } = await testGpu();
  const { entry, ...grid } = flat(Math.ceil(size / 4));
  const y = runtime.tensor(runtime.empty([4 * Math.ceil(size / 4)]));
  const program = {
    name: 'random numbers',
    inputs: {},
    outputs: { y: 'vec4<f32>' },
    body: `${philoxWgsl}\n${entry}\n  y[i] = ${kind}(${seed}u, ${stream}u, ${step}u, i);\n}`,
    ...grid,
  } as const;
  runtime.dispatch(program, [y]);
  const values = Float32Array.from(await y.data());
  y.dispose();
  return values.subarray(0, size);
}

/** Φ by the complementary error function of Numerical Recipes (2nd ed., erfcc; fractional error below 1.2e-7). */
function normalDistribution(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + z / 2);
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ];
  const tail = (t * Math.exp(-z * z + terms.reduceRight((sum, term) => sum * t + term, 0))) / 2;
  return x > 0 ? 1 - tail : tail;
}

test('uniforms are those of random.ts to the bit', async () => {
  const address = { seed: 4294967295, stream: 3, step: 70000 };
  const expected = Float32Array.from(uniforms(address, 16384));
  expect(await draw(16384, address, 'uniforms4')).toEqual(expected);
});

test.each([1, 3, 257, 100_003])('normals are those of random.ts (%i of them)', async (size) => {
  const address = { seed: 3_000_000_000, stream: 1, step: 9 };
  const expected = gaussians(address, size);
  const actual = await draw(size, address);
  expect(actual.length).toBe(size);
  const worst = actual.reduce((m, v, i) => {
    const e = expected[i] ?? NaN;
    return Math.max(m, Math.abs(v - e) / (1 + Math.abs(e)));
  }, 0);
  expect(worst).toBeLessThan(1e-6);
});

// Standard errors of the moments under N(0, 1): √(1/n), √(2/n), √(6/n), √(24/n).
test('ten million values are standard normal', async () => {
  const n = 1e7;
  const values = await draw(n, { seed: 11, stream: 1 });
  let sum = 0;
  for (const v of values) sum += v;
  const mean = sum / n;
  let [m2, m3, m4] = [0, 0, 0];
  for (const v of values) {
    const d = v - mean;
    const dd = d * d;
    m2 += dd;
    m3 += dd * d;
    m4 += dd * dd;
  }
  const variance = m2 / n;
  expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(1 / n));
  expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  expect(Math.abs(m3 / n / variance ** 1.5)).toBeLessThan(4 * Math.sqrt(6 / n));
  expect(Math.abs(m4 / n / variance ** 2 - 3)).toBeLessThan(4 * Math.sqrt(24 / n));
  // Kolmogorov–Smirnov: p > 1e-4 where √n·D < 2.2253 (asymptotic: 2·exp(−2·2.2253²) = 1e-4).
  values.sort();
  let distance = 0;
  values.forEach((v, i) => {
    const p = normalDistribution(v);
    distance = Math.max(distance, p - i / n, (i + 1) / n - p);
  });
  expect(Math.sqrt(n) * distance).toBeLessThan(2.2253);
});

test('other seeds, streams and steps give other, uncorrelated numbers', async () => {
  const n = 100_000;
  const base = await draw(n, { seed: 1, stream: 1, step: 0 });
  for (const other of [
    { seed: 2, stream: 1, step: 0 },
    { seed: 1, stream: 2, step: 0 },
    { seed: 1, stream: 1, step: 1 },
  ]) {
    const values = await draw(n, other);
    const seen = new Set(base);
    // By chance about n²/10⁸ pairs of floats coincide; a shared stream would share all.
    expect(values.filter((v) => seen.has(v)).length).toBeLessThan(n / 20);
    const correlation = values.reduce((sum, v, i) => sum + v * (base[i] ?? NaN), 0) / n;
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(n));
  }
});
