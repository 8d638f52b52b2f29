import { expect, it } from 'vitest';
import { decoderCurve, levelOf } from './decoderCurve';
import { greyestPixel } from './greyest';

it('knows the 256 values of a pixel', () => {
  expect([-1, 0, 1, -3, 3].map(levelOf)).toEqual([0, 128, 255, 0, 255]);
});

it('draws the areas of the values near the mean, each as wide as the value', () => {
  const { x, areas, density } = decoderCurve({ mean: 0, logVariance: Math.log(1e-4) }, 120);
  expect(x[0]).toBeGreaterThan(115);
  expect(x[0]).toBeLessThan(121);
  const widths = x.reduce((sum, _, i) => sum + (areas[i] ?? 0) / 20, 0);
  expect(widths).toBeCloseTo(1, 3);
  const middle = x.findIndex((at) => at > 127.5);
  // 2/255 wide at the peak of N(0, 0.01²).
  expect(density[middle]).toBeCloseTo(2 / 255 / (0.01 * Math.sqrt(2 * Math.PI)), 3);
});

it('begins at a grey pixel', () => {
  expect(greyestPixel({ pixels: Float32Array.of(-1, 1, -0.2, 0.9), channels: 1 })).toBe(2);
  expect(greyestPixel({ pixels: Float32Array.of(-1, 1, -0.2, 0.9, 1, 1), channels: 3 })).toBe(0);
});
