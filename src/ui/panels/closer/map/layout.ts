// From the plane of the paths to pixels of a plot, and back to the nearest path. Pure.
import type { PathMap } from './useMap';

export interface Placer {
  x(value: number): number;
  y(value: number): number;
}

export interface Sides {
  readonly width: number;
  readonly height: number;
}

/** Where all paths lie, with room for pictures at the edge; both axes have one scale. All in pixels. */
export function placerOf(
  { places }: Pick<PathMap, 'places'>,
  { width, height }: Sides,
  room: number,
): Placer {
  const axes = ([0, 1] as const).map((axis) => {
    let [low, high] = [Infinity, -Infinity];
    for (const frame of places) {
      for (let i = axis; i < frame.length; i += 2) {
        low = Math.min(low, frame[i] ?? low);
        high = Math.max(high, frame[i] ?? high);
      }
    }
    return { middle: (low + high) / 2, spread: high - low };
  });
  const [across, up] = axes.map(({ spread }) => Math.max(spread, 1e-9));
  const scale = Math.min((width - 2 * room) / (across ?? 1), (height - 2 * room) / (up ?? 1));
  return {
    x: (value) => width / 2 + (value - (axes[0]?.middle ?? 0)) * scale,
    y: (value) => height / 2 - (value - (axes[1]?.middle ?? 0)) * scale,
  };
}

export interface PathPoint {
  readonly path: number;
  readonly frame: number;
}

/** The point of all paths that is nearest to a pixel, among those that `isShown`; null where there is none. */
export function nearestPoint(
  { places }: Pick<PathMap, 'places'>,
  { x, y }: Placer,
  at: readonly [number, number],
  isShown: (path: number) => boolean,
): PathPoint | null {
  let best: PathPoint | null = null;
  let distance = Infinity;
  for (const [frame, points] of places.entries()) {
    for (let path = 0; 2 * path < points.length; path += 1) {
      if (!isShown(path)) continue;
      const here = Math.hypot(x(points[2 * path] ?? 0) - at[0], y(points[2 * path + 1] ?? 0) - at[1]);
      if (here < distance) [best, distance] = [{ path, frame }, here];
    }
  }
  return best;
}

/** Which of the ends have room for a picture of `side` pixels: the first comes first. */
export function roomyEnds(
  { places }: Pick<PathMap, 'places'>,
  { x, y }: Placer,
  side: number,
  isShown: (path: number) => boolean,
): number[] {
  const ends = places.at(-1) ?? new Float64Array();
  const placeOf = (path: number) => [x(ends[2 * path] ?? 0), y(ends[2 * path + 1] ?? 0)] as const;
  const taken: number[] = [];
  for (let path = 0; 2 * path < ends.length; path += 1) {
    const [left, top] = placeOf(path);
    const isFree = taken.every((other) => {
      const [otherLeft, otherTop] = placeOf(other);
      return Math.abs(otherLeft - left) > side || Math.abs(otherTop - top) > side;
    });
    if (isShown(path) && isFree) taken.push(path);
  }
  return taken;
}
