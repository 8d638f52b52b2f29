// Denoisers without training against numpy, and what has to hold of them whatever the set.
import { describe, expect, it } from 'vitest';
import golden from '../golden/denoisers.json';
import { gaussians } from '../random';
import { half, type Denoising, type PictureSet } from './denoiser';
import { linearDenoising } from './linear';
import { optimalDenoising } from './optimal';
import { patchDenoising } from './patch';

const { count, side, patchSide } = golden;

/** The bytes of tools/reference/denoisers.py. */
function pictures(channels: number): PictureSet {
  const images = Uint8Array.from({ length: count * side * side * channels }, (_, index) => {
    const byte = (index * 7919 + Math.floor(index / 13) * 104729) % 256;
    return byte < 128 ? 0 : byte;
  });
  return { count, height: side, width: side, channels, images };
}

/** In uneven blocks, the last first. */
function through(denoising: Denoising): Float64Array {
  denoising.add(17, count);
  denoising.add(0, 17);
  return denoising.originals()[0] ?? new Float64Array();
}

function expectClose(actual: Float64Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-9));
}

describe.each(golden.cases)('of $channels channels, √ᾱ = $signal', (level) => {
  const set = pictures(level.channels);
  const xs = [Float64Array.from(level.x)];

  it('the posterior mean, its weights, and how many share it are those of numpy', () => {
    const optimal = optimalDenoising(set, xs, level);
    expectClose(through(optimal), level.optimal);
    optimal.pulls().forEach(({ weight }, i) => expect(weight).toBeCloseTo(level.weights[i]!, 9));
    expect(optimal.sharers()).toBeCloseTo(level.sharers, 6);
  });

  it('the Wiener filter is that of numpy', () => {
    expectClose(through(linearDenoising(set, xs, level)), level.linear);
  });

  it('the patch-wise mean is that of numpy', () => {
    expectClose(through(patchDenoising(set, xs, level, { patch: patchSide })), level.patch);
  });

  it('a window over the whole picture is the perfect denoiser', () => {
    const whole = patchDenoising(set, xs, level, { patch: 2 * side + 1 });
    expectClose(through(whole), level.optimal);
  });
});

describe('the perfect denoiser', () => {
  const set = pictures(1);
  const size = side * side;
  const picture = (index: number): Float64Array =>
    Float64Array.from(set.images.subarray(index * size, (index + 1) * size), (byte) => byte / half - 1);

  it('gives back a picture of the set where there is little noise, and names it', () => {
    const level = { signal: Math.sqrt(1 - 1e-4), noise: 0.01 };
    const eps = gaussians({ seed: 3, stream: 1 }, size);
    const x = picture(9).map((value, i) => level.signal * value + level.noise * eps[i]!);
    const optimal = optimalDenoising(set, [x], level);
    expectClose(through(optimal), [...picture(9)]);
    expect(optimal.pulls()[0]).toEqual({ index: 9, weight: 1 });
    expect(optimal.sharers()).toBeCloseTo(1, 9);
  });

  it('gives the mean of the set where nothing is left of the picture', () => {
    const optimal = optimalDenoising(set, [gaussians({ seed: 4, stream: 1 }, size)], { signal: 0, noise: 1 });
    const mean = new Float64Array(size);
    for (let index = 0; index < count; index += 1)
      picture(index).forEach((value, i) => (mean[i]! += value / count));
    expectClose(through(optimal), [...mean]);
    expect(optimal.sharers()).toBeCloseTo(count, 6);
  });
});
