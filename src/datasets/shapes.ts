// Shapes, the embedded data set in colour: one plain figure an image, of any place, size and hue, before a dark ground.
// Every image is a function of (seed, index) alone, so that a longer set begins with the shorter one.
import { uniforms } from '../diffusion/random';
import { coverage, figures, type Figure, type Placed } from './figures';
import type { DrawnSet } from './set';
import type { Dataset, LoadOptions } from './types';

const side = 32;
const channels = 3;

/** How far beyond its circle a figure is drawn, in pixels. */
const reach = 1.7;

/** A private stream of random numbers (see diffusion/random.ts). */
const stream = 102;

const classNames = Object.keys(figures) as Figure[];

type Colour = readonly [red: number, green: number, blue: number];

/** Hue, saturation and value, each 0…1, to bytes (Smith 1978, "Color gamut transform pairs"). */
function colourOf(hue: number, saturation: number, value: number): Colour {
  const channel = (n: number): number => {
    const k = (n + 6 * hue) % 6;
    return 255 * (value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1)));
  };
  return [channel(5), channel(3), channel(1)];
}

/**
 * Discs, rings, squares, triangles, stars and crosses drawn by code, [count, 32, 32, 3].
 * @param options `limit` images (default 6,000), `seed` (default 1); the test split has seeds of its own.
 */
export function shapesDataset({ limit: count = 6000, seed = 1, split = 'train' }: LoadOptions = {}): Dataset {
  const own = (seed ^ (split === 'test' ? 0x80000000 : 0)) >>> 0;
  const images = new Uint8Array(count * side * side * channels);
  const labels = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    const numbers = uniforms({ seed: own, stream, step: index }, 11);
    const between = (i: number, low: number, high: number): number => low + (high - low) * (numbers[i] ?? 0);
    const label = Math.floor(between(0, 0, classNames.length));
    labels[index] = label;
    const radius = between(1, 6, 12);
    // Whole figures only, with ground around them: the soft edge of a point reaches beyond it.
    const [least, most] = [radius + reach, side - 1 - radius - reach];
    const place = {
      radius,
      x: between(2, least, most),
      y: between(3, least, most),
      turn: between(4, -0.3, 0.3),
    };
    const ink = colourOf(between(5, 0, 1), between(6, 0.6, 1), between(7, 0.75, 1));
    const ground = colourOf(between(8, 0, 1), between(9, 0.2, 0.8), between(10, 0, 0.25));
    const image = images.subarray(index * side * side * channels, (index + 1) * side * side * channels);
    draw(image, { figure: classNames[label] ?? 'disc', place, ink, ground });
  }
  return {
    name: 'shapes',
    count,
    height: side,
    width: side,
    channels,
    images,
    labels,
    classNames,
    credit: '',
  };
}

interface Picture {
  readonly figure: Figure;
  readonly place: Placed;
  readonly ink: Colour;
  readonly ground: Colour;
}

function draw(image: Uint8Array, { figure, place, ink, ground }: Picture): void {
  const most = place.radius + reach;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const isNear = Math.abs(column - place.x) < most && Math.abs(row - place.y) < most;
      const share = isNear ? coverage(figure, place, [column, row]) : 0;
      for (let channel = 0; channel < channels; channel++) {
        const [over, under] = [ink[channel] ?? 0, ground[channel] ?? 0];
        image[channels * (side * row + column) + channel] = Math.round(under + share * (over - under));
      }
    }
  }
}

export const shapes: DrawnSet = {
  from: 'code',
  image: { height: side, width: side, channels },
  classNames,
  credit: '',
  load: shapesDataset,
};
