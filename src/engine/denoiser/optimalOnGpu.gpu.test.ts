// The perfect denoiser on the GPU, against numpy (tools/reference/denoisers.py) and against the one on the processor.
import { describe, expect, it } from 'vitest';
import type { NoiseLevel, PictureSet } from '../../diffusion/denoisers/denoiser';
import { optimalDenoising } from '../../diffusion/denoisers/optimal';
import type { Answer, Turns } from '../../diffusion/denoisers/untrained';
import golden from '../../diffusion/golden/denoisers.json';
import { gaussians, uniforms } from '../../diffusion/random';
import { testEngine, testGpu } from '../../test/gpu';
import { optimalOnGpu } from './optimalOnGpu';

async function ask(
  set: PictureSet,
  xs: readonly Float64Array[],
  level: NoiseLevel,
  turns: Partial<Turns> = {},
) {
  const engine = await testEngine();
  const { runtime } = await testGpu();
  const answers: Answer[] = [];
  const all = { milestones: [set.count], rest: () => Promise.resolve(), ...turns };
  for await (const answer of optimalOnGpu(engine, runtime, set).answer(xs, level, all)) answers.push(answer);
  return answers;
}

function expectClose(actual: Float64Array | undefined, expected: ArrayLike<number>): void {
  expect(actual).toHaveLength(expected.length);
  actual?.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-4));
}

describe.each(golden.cases)('of $channels channels, √ᾱ = $signal', (level) => {
  const { count, side } = golden;
  // The bytes of the script.
  const images = Uint8Array.from({ length: count * side * side * level.channels }, (_, index) => {
    const byte = (index * 7919 + Math.floor(index / 13) * 104729) % 256;
    return byte < 128 ? 0 : byte;
  });
  const set = { count, height: side, width: side, channels: level.channels, images };

  it('mean, weights and sharers are those of numpy', async () => {
    const [answer] = await ask(set, [Float64Array.from(level.x)], level);
    expectClose(answer?.originals[0], level.optimal);
    answer?.pulls?.forEach(({ weight }, i) =>
      expect(Math.abs(weight - level.weights[i]!)).toBeLessThan(1e-4),
    );
    expect(answer?.pulls).toHaveLength(8);
    expect((answer?.sharers ?? Number.NaN) / level.sharers).toBeCloseTo(1, 4);
  });
});

describe('of many pictures of an odd shape', () => {
  // 841 numbers fill no whole words; 6,000 pictures are five pieces and a bit.
  const set: PictureSet = {
    count: 6000,
    height: 29,
    width: 29,
    channels: 1,
    images: Uint8Array.from(uniforms({ seed: 5, stream: 9 }, 6000 * 841), (u) => 256 * u),
  };
  const level = { signal: 0.05, noise: Math.sqrt(1 - 0.05 ** 2) };
  const xs = Array.from({ length: 11 }, (_, k) => gaussians({ seed: 6, stream: 9, step: k }, 841));

  it('answers as the processor does, from some and then from all', async () => {
    const answers = await ask(set, xs, level, { milestones: [700, set.count] });
    expect(answers.map(({ seen }) => seen)).toEqual([700, set.count]);
    const exact = optimalDenoising(set, xs, level);
    exact.add(0, 700);
    exact.originals().forEach((mean, k) => expectClose(answers[0]?.originals[k], mean));
    exact.add(700, set.count);
    exact.originals().forEach((mean, k) => expectClose(answers[1]?.originals[k], mean));
    expect(answers[1]?.pulls?.map(({ index }) => index)).toEqual(exact.pulls().map(({ index }) => index));
  });

  it('finds one of its pictures under little noise', async () => {
    const at = 4321 * 841;
    const own = Float64Array.from(set.images.subarray(at, at + 841), (byte) => byte / 127.5 - 1);
    const little = { signal: Math.sqrt(1 - 1e-4), noise: 0.01 };
    const x = own.map((value, i) => little.signal * value + little.noise * xs[0]![i]!);
    const [answer] = await ask(set, [x], little);
    expectClose(answer?.originals[0], own);
    expect(answer?.pulls?.[0]).toEqual({ index: 4321, weight: 1 });
  });

  it('ends where it is told to', async () => {
    expect(await ask(set, xs, level, { signal: AbortSignal.abort() })).toEqual([]);
  });
});
