// Data sets in the plane. Each is a mixture of equal round Gaussians, so that its noised density and its score have a
// closed form at every noise level. Within −1…1, as pictures are.
import { gaussians, streams, uniforms } from '../random';

export interface PlaneSet {
  /** Centres of the Gaussians, [count, 2]. */
  readonly centres: Float64Array;
  /** Their standard deviation. */
  readonly sigma: number;
}

type Curve = (share: number, index: number) => readonly [x: number, y: number];

const along = (count: number, sigma: number, curve: Curve): PlaneSet => {
  const centres = new Float64Array(2 * count);
  for (let i = 0; i < count; i += 1) centres.set(curve((i + 0.5) / count, i), 2 * i);
  return { centres, sigma };
};

const turn = 2 * Math.PI;

/** Centres of a side of the board's dark squares. */
const board = 8;

export const planeSets = {
  gaussians: () => ({ centres: Float64Array.of(-0.5, -0.25, 0.5, 0.25), sigma: 0.15 }),
  moons: () =>
    along(200, 0.04, (share, i) => {
      const angle = (Math.PI * (share * 200 - (i % 2))) / 199;
      return i % 2 === 0
        ? [0.56 * Math.cos(angle) - 0.28, 0.56 * Math.sin(angle) - 0.14]
        : [0.28 - 0.56 * Math.cos(angle), 0.14 - 0.56 * Math.sin(angle)];
    }),
  spiral: () =>
    along(300, 0.025, (share) => {
      // Evenly along the arm, not along the angle.
      const angle = 2.4 * turn * Math.sqrt(0.03 + 0.97 * share) * 0.75;
      const radius = 0.88 * Math.sqrt(0.03 + 0.97 * share);
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
  rings: () =>
    along(300, 0.035, (share, i) => {
      const radius = i % 3 === 0 ? 0.34 : 0.82;
      return [radius * Math.cos(turn * share), radius * Math.sin(turn * share)];
    }),
  checkerboard: () =>
    along(8 * board * board, 0.015, (_, i) => {
      const square = Math.floor(i / board ** 2);
      const [row, column] = [Math.floor(square / 2), 2 * (square % 2) + (Math.floor(square / 2) % 2)];
      const inside = i % board ** 2;
      const place = (cell: number, part: number): number => (cell + (part + 0.5) / board) * 0.45 - 0.9;
      return [place(column, inside % board), place(row, Math.floor(inside / board))];
    }),
} as const satisfies Record<string, () => PlaneSet>;

export type PlaneName = keyof typeof planeSets;

export const planeNames = Object.keys(planeSets) as PlaneName[];

/** What was drawn by hand, as a set; null where it is nothing. @param points [count, 2] */
export const drawnSet = (points: Float64Array): PlaneSet | null =>
  points.length < 2 ? null : { centres: points, sigma: 0.03 };

/** Points of a set, [count, 2]. @param step tells several draws of one seed apart */
export function planePoints(
  { centres, sigma }: PlaneSet,
  seed: number,
  count: number,
  step = 0,
): Float64Array {
  const kinds = centres.length / 2;
  const which = uniforms({ seed, stream: streams.order, step }, count);
  return gaussians({ seed, stream: streams.labels, step }, 2 * count).map(
    (value, i) => (centres[2 * Math.floor((which[i >> 1] ?? 0) * kinds) + (i & 1)] ?? 0) + sigma * value,
  );
}
