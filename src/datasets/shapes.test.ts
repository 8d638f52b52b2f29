import { describe, expect, it } from 'vitest';
import { coverage, figures, type Figure } from './figures';
import { shapesDataset } from './shapes';

const size = 32 * 32 * 3;
const set = shapesDataset({ limit: 600 });
const image = (index: number, of = set): Uint8Array => of.images.subarray(index * size, (index + 1) * size);

/** Areas of figures in a circle of radius 1, by elementary geometry. */
const areas: Readonly<Record<Figure, number>> = {
  disc: Math.PI,
  // From 0.5 to 1.
  ring: Math.PI * (1 - 0.25),
  square: 2,
  triangle: (3 * Math.sqrt(3)) / 4,
  // Ten triangles, 36° in the middle and 18° at the point: the inner corners are sin 18° / sin 126° away.
  star: (10 / 2) * ((Math.sin(Math.PI / 10) * Math.sin(Math.PI / 5)) / Math.sin((7 * Math.PI) / 10)),
  // Two bars less what they share.
  cross: 2 * (1.9 * 0.62) - 0.62 ** 2,
};

describe.each(Object.keys(figures) as Figure[])('a %s', (figure) => {
  it.each([0, 0.3, 1])('covers its area when turned by %d, with its middle in its middle', (turn) => {
    const place = { x: 20.3, y: 19.6, radius: 15, turn };
    let [area, column, row] = [0, 0, 0];
    for (let y = 0; y < 40; y++) {
      for (let x = 0; x < 40; x++) {
        const share = coverage(figure, place, [x, y]);
        area += share;
        column += share * x;
        row += share * y;
      }
    }
    expect(area / place.radius ** 2 / areas[figure]).toBeCloseTo(1, 1.7);
    expect([column / area - place.x, row / area - place.y].every((off) => Math.abs(off) < 0.1)).toBe(true);
  });
});

describe('shapes', () => {
  it('are the same for the same seed, others for another, and begin alike whatever their number', () => {
    expect(shapesDataset({ limit: 9, seed: 3 })).toEqual(shapesDataset({ limit: 9, seed: 3 }));
    expect(shapesDataset({ limit: 9, seed: 3 }).images).not.toEqual(image(0));
    expect(shapesDataset({ limit: 9, split: 'test' }).images).not.toEqual(set.images.subarray(0, 9 * size));
    expect(shapesDataset({ limit: 9 }).images).toEqual(set.images.subarray(0, 9 * size));
  });

  it('hold each figure about equally often, no two images alike', () => {
    // 100 of each expected; 4.5 standard deviations of a binomial are 41.
    set.classNames.forEach((_, label) => {
      const count = set.labels.filter((other) => other === label).length;
      expect(Math.abs(count - 100)).toBeLessThan(41);
    });
    expect(new Set(Array.from({ length: set.count }, (_, i) => image(i).join())).size).toBe(set.count);
  });

  it('lie whole within the image, before a ground that is darker than they are', () => {
    for (let i = 0; i < set.count; i++) {
      const pixels = image(i);
      const [first, brightest] = [pixels.subarray(0, 3), pixels.reduce((most, byte) => Math.max(most, byte))];
      const edge = Array.from({ length: 1024 }, (_, p) => p).filter(
        (p) => p % 32 === 0 || p % 32 === 31 || p < 32 || p >= 992,
      );
      expect(edge.every((p) => first.every((byte, c) => pixels[3 * p + c] === byte))).toBe(true);
      // A quarter of full light at most, against three quarters at least.
      expect(Math.max(...first)).toBeLessThanOrEqual(64);
      expect(brightest).toBeGreaterThanOrEqual(191);
    }
  });

  it('are of every hue, place and size', () => {
    const looks = Array.from({ length: set.count }, (_, i) => {
      const pixels = image(i);
      const [red = 0, green = 0, blue = 0] = pixels.subarray(0, 3);
      const figure = Array.from({ length: 1024 }, (_, p) => p).filter(
        (p) =>
          Math.abs((pixels[3 * p] ?? 0) - red) +
            Math.abs((pixels[3 * p + 1] ?? 0) - green) +
            Math.abs((pixels[3 * p + 2] ?? 0) - blue) >
          100,
      );
      const middle = figure.reduce((sum, p) => sum + (p % 32), 0) / figure.length;
      const colour = pixels.subarray(3 * (figure[figure.length >> 1] ?? 0)).subarray(0, 3);
      return { middle, area: figure.length, hue: colour.indexOf(Math.max(...colour)) };
    });
    // The brightest channel names the third of the circle of hues: 200 of each expected.
    for (const hue of [0, 1, 2]) {
      const count = looks.filter((look) => look.hue === hue).length;
      expect(Math.abs(count - 200)).toBeLessThan(52);
    }
    const middles = looks.map(({ middle }) => middle);
    expect([Math.min(...middles) < 9, Math.max(...middles) > 22]).toEqual([true, true]);
    const sizes = looks.map(({ area }) => area);
    expect(Math.max(...sizes) / Math.min(...sizes)).toBeGreaterThan(8);
  });
});
