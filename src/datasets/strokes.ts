// Strokes, the embedded data set: digits written by an imagined hand, no two alike, the same for the same seed.
// Every image is a function of (seed, index) alone, so that a longer set begins with the shorter one.
import { gaussians, uniforms } from '../diffusion/random';
import { digitNames } from './digits';
import { drawDabs, parseStroke, trace, type Dab, type Point, type WayPoint } from './pen';
import { digitShapes } from './strokeShapes';
import type { DrawnSet } from './set';
import type { Dataset } from './types';

const side = 28;

/** Private streams of the random numbers (see diffusion/random.ts). */
const stream = { habits: 100, tremble: 101 } as const;

interface Habit {
  readonly weight: number;
  readonly aspect: number;
  readonly strokes: readonly (readonly WayPoint[])[];
}

const habits: readonly (readonly Habit[])[] = digitShapes.map((shapes) =>
  shapes.map(({ weight, aspect, strokes }) => ({ weight, aspect, strokes: strokes.map(parseStroke) })),
);

/** A queue of prepared numbers; the count is fixed so that one image never moves another's. */
function queue(numbers: Float64Array): () => number {
  let next = 0;
  return () => {
    const number = numbers[next++];
    if (number === undefined)
      throw new RangeError('An image of the strokes asks for more random numbers than are made.');
    return number;
  };
}

/**
 * Digits 0–9 drawn by code, [count, 28, 28, 1], white on black, softly edged like MNIST.
 * @param options `limit` images (default 6,000), `seed` (default 1), the test split has seeds of its own.
 */
export function strokesDataset(
  options: {
    seed?: number | undefined;
    limit?: number | undefined;
    split?: 'train' | 'test' | undefined;
  } = {},
): Dataset {
  const count = options.limit ?? 6000;
  const seed = ((options.seed ?? 1) ^ (options.split === 'test' ? 0x80000000 : 0)) >>> 0;
  const images = new Uint8Array(count * side * side);
  const labels = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    const uniform = queue(uniforms({ seed, stream: stream.habits, step: index }, 32));
    const normal = queue(gaussians({ seed, stream: stream.tremble, step: index }, 48));
    const digit = Math.floor(uniform() * 10);
    labels[index] = digit;
    const image = images.subarray(index * side * side, (index + 1) * side * side);
    drawDabs(image, side, write(pick(habits[digit]!, uniform()), uniform, normal));
  }
  return {
    name: 'strokes',
    count,
    height: side,
    width: side,
    channels: 1,
    images,
    labels,
    classNames: digitNames,
    credit: '',
  };
}

export const strokes: DrawnSet = {
  from: 'code',
  image: { height: side, width: side, channels: 1 },
  classNames: digitNames,
  credit: '',
  load: strokesDataset,
};

function pick(choices: readonly Habit[], fraction: number): Habit {
  let rest = fraction * choices.reduce((sum, { weight }) => sum + weight, 0);
  for (const choice of choices) {
    rest -= choice.weight;
    if (rest < 0) return choice;
  }
  return choices[choices.length - 1]!;
}

/** One digit by one hand: the habit bent, slanted, put on the page and inked. */
function write(habit: Habit, uniform: () => number, normal: () => number): Dab[] {
  const between = (low: number, high: number): number => low + (high - low) * uniform();
  const bend = bendOf(habit, between, normal);
  const roundness = between(0.8, 1.15);
  const pen = penOf(between);
  const traced = habit.strokes.map((way) => trace(way.map(bend), roundness));
  const place = centred(traced.flat(), { x: between(-0.8, 0.8), y: between(-0.8, 0.8) });
  return traced.flatMap((points) => inked(points.map(place), pen));
}

/** Where a point of the habit's box comes to lie, in pixels around the origin. */
function bendOf(
  habit: Habit,
  between: (low: number, high: number) => number,
  normal: () => number,
): (point: WayPoint) => WayPoint {
  const height = between(16, 20.5);
  const width = height * habit.aspect * between(0.82, 1.3);
  const slant = between(-0.15, 0.48);
  const angle = between(-0.12, 0.12);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const carelessness = 0.014 + 0.036 * between(0, 1) * between(0.4, 1);
  // Slow waves: a hand's large movements are off as a whole, not point by point.
  const wave = {
    size: between(0, 0.065),
    length: between(0.6, 1.4),
    phaseX: between(0, 6.3),
    phaseY: between(0, 6.3),
  };
  const topHeavy = between(-0.16, 0.16);
  return ({ x, y, corner }) => {
    const u = x - 0.5 + carelessness * normal() + wave.size * Math.sin(wave.phaseX + (6.3 * y) / wave.length);
    const v = y - 0.5 + carelessness * normal() + wave.size * Math.sin(wave.phaseY + (6.3 * x) / wave.length);
    const across = width * u * (1 - 2 * topHeavy * v);
    const down = height * v;
    const sheared = across - slant * down;
    return { x: cos * sheared - sin * down, y: sin * sheared + cos * down, corner };
  };
}

/** Moves the middle of the ink to the middle of the image, as MNIST does, and a little off by `offset`. */
function centred(points: readonly Point[], offset: Point): (point: Point) => Point {
  const middle = (side - 1) / 2;
  const mean = (axis: 'x' | 'y'): number =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [dx, dy] = [middle - mean('x') + offset.x, middle - mean('y') + offset.y];
  return ({ x, y }) => ({ x: x + dx, y: y + dy });
}

interface Pen {
  readonly radius: number;
  /** Share of the radius that depends on the direction of the stroke, and the direction where it is thickest. */
  readonly contrast: number;
  readonly nib: number;
  /** Slow change of pressure: share of the radius, waves a pixel, phase. */
  readonly sway: number;
  readonly swayRate: number;
  readonly swayPhase: number;
  /** How far the hand sways off the line, in pixels. */
  readonly tremble: number;
  /** Share of the radius left at the first and the last point. */
  readonly start: number;
  readonly end: number;
  readonly ink: number;
}

const penOf = (between: (low: number, high: number) => number): Pen => ({
  radius: 0.85 + between(0, 1) * between(0.4, 1.05),
  contrast: between(0, 0.35),
  nib: between(0.8, 2.2),
  sway: between(0, 0.2),
  swayRate: between(0.12, 0.4),
  swayPhase: between(0, 6.3),
  tremble: between(0, 0.4),
  start: between(0.55, 1.1),
  end: between(0.35, 1),
  ink: between(240, 262),
});

/** How far from its ends a stroke swells and tapers, in pixels. */
const taper = 4;

function inked(points: readonly Point[], pen: Pen): Dab[] {
  let walked = 0;
  const steps = points.map((point, i) => {
    const previous = points[Math.max(0, i - 1)]!;
    walked += Math.hypot(point.x - previous.x, point.y - previous.y);
    return walked;
  });
  return points.map((point, i) => {
    const next = points[Math.min(points.length - 1, i + 1)]!;
    const previous = points[Math.max(0, i - 1)]!;
    const direction = Math.atan2(next.y - previous.y, next.x - previous.x);
    const along = steps[i]!;
    const nearStart = Math.max(0, 1 - along / taper);
    const nearEnd = Math.max(0, 1 - (walked - along) / taper);
    const pressure =
      (1 - pen.contrast * Math.sin(direction - pen.nib) ** 2) *
      (1 + pen.sway * Math.sin(pen.swayPhase + pen.swayRate * along)) *
      (1 + (pen.start - 1) * nearStart) *
      (1 + (pen.end - 1) * nearEnd);
    // A light touch is thin and pale.
    const ink = Math.min(255, pen.ink * Math.min(1, 0.78 + 0.35 * pressure));
    const off = pen.tremble * Math.sin(pen.swayPhase + 1.7 * pen.swayRate * along);
    const [x, y] = [point.x - off * Math.sin(direction), point.y + off * Math.cos(direction)];
    return { x, y, radius: pen.radius * pressure, ink };
  });
}
