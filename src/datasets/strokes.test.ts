import { describe, expect, it } from 'vitest';
import { digitShapes } from './strokeShapes';
import { strokesDataset } from './strokes';

const set = strokesDataset({ limit: 2000 });
const image = (index: number, of = set): Uint8Array => of.images.subarray(index * 784, (index + 1) * 784);

/** Index of the nearest of `candidates` by squared distance of pixels. */
function nearest(pixels: ArrayLike<number>, candidates: readonly ArrayLike<number>[]): number {
  const distances = candidates.map((candidate) => {
    let sum = 0;
    for (let i = 0; i < 784; i++) sum += (pixels[i]! - candidate[i]!) ** 2;
    return sum;
  });
  return distances.indexOf(Math.min(...distances));
}

describe('strokes', () => {
  it('are the same for the same seed and others for another', () => {
    expect(strokesDataset({ limit: 20, seed: 3 })).toEqual(strokesDataset({ limit: 20, seed: 3 }));
    expect(strokesDataset({ limit: 20, seed: 4 }).images).not.toEqual(
      strokesDataset({ limit: 20, seed: 3 }).images,
    );
    expect(strokesDataset({ limit: 20, split: 'test' }).images).not.toEqual(
      strokesDataset({ limit: 20 }).images,
    );
  });

  it('begin alike whatever their number', () => {
    const few = strokesDataset({ limit: 7 });
    expect(few.images).toEqual(set.images.subarray(0, 7 * 784));
    expect(few.labels).toEqual(set.labels.subarray(0, 7));
  });

  it('hold each digit about equally often', () => {
    const counts = Array.from(
      { length: 10 },
      (_, digit) => set.labels.filter((label) => label === digit).length,
    );
    // 200 of each expected; 4.5 standard deviations of a binomial are 60.
    for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(60);
  });

  it('are no two alike', () => {
    const seen = new Set(Array.from({ length: set.count }, (_, i) => image(i).join()));
    expect(seen.size).toBe(set.count);
  });

  it('carry as much ink as MNIST, softly edged, in the middle', () => {
    let [ink, grey, lit] = [0, 0, 0];
    let [x, y, mass] = [0, 0, 0];
    set.images.forEach((byte, i) => {
      ink += byte;
      if (byte > 0) lit++;
      if (byte > 12 && byte < 230) grey++;
      x += byte * (i % 28);
      y += byte * (Math.floor(i / 28) % 28);
      mass += byte;
    });
    // MNIST: mean 0.131 of full ink; 19 % of the pixels lit.
    expect(ink / set.images.length / 255).toBeGreaterThan(0.08);
    expect(ink / set.images.length / 255).toBeLessThan(0.18);
    expect(grey / lit).toBeGreaterThan(0.3);
    expect(x / mass).toBeCloseTo(13.5, 0);
    expect(y / mass).toBeCloseTo(13.5, 0);
  });

  it('can be told apart by their neighbours', () => {
    // 1-nearest-neighbour on raw pixels reaches 95 % on MNIST with some thousand examples.
    const known = Array.from({ length: 1500 }, (_, i) => image(i));
    let right = 0;
    for (let i = 1500; i < 1800; i++) {
      if (set.labels[nearest(image(i), known)] === set.labels[i]) right++;
    }
    expect(right / 300).toBeGreaterThan(0.95);
  });

  it('vary within a digit: at least three habits each', () => {
    for (const shapes of digitShapes) expect(shapes.length).toBeGreaterThanOrEqual(3);
  });
});
