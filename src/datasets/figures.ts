// Plain figures by their signed distance: negative inside, in units of the radius of the circle that they fit into. Of
// a union or a section near a corner it is a bound only, which is all that a soft edge of one pixel needs.

/** @param x rightwards, y downwards, from the figure's middle. */
type Distance = (x: number, y: number) => number;

/** Sides of the straight edges at so many angles, each at `distance` from the middle, from the outermost inwards. */
const edges = (count: number, distance: number) => {
  const normals = Array.from({ length: count }, (_, i) => {
    // The first corner points upwards.
    const angle = Math.PI / 2 + (2 * Math.PI * i) / count;
    return [Math.cos(angle), Math.sin(angle)] as const;
  });
  return (x: number, y: number): number[] =>
    normals.map(([nx, ny]) => nx * x + ny * y - distance).toSorted((a, b) => b - a);
};

const triangleEdges = edges(3, Math.cos(Math.PI / 3));
// A pentagram's five lines: whoever is inside has at most one of them between himself and the middle.
const starEdges = edges(5, Math.cos((2 * Math.PI) / 5));

const bar = (x: number, y: number): number => Math.max(Math.abs(x) - 0.95, Math.abs(y) - 0.31);

export const figures = {
  disc: (x, y) => Math.hypot(x, y) - 1,
  ring: (x, y) => Math.abs(Math.hypot(x, y) - 0.75) - 0.25,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) - Math.SQRT1_2,
  triangle: (x, y) => triangleEdges(x, y)[0] ?? 0,
  star: (x, y) => starEdges(x, -y)[1] ?? 0,
  cross: (x, y) => Math.min(bar(x, y), bar(y, x)),
} as const satisfies Record<string, Distance>;

export type Figure = keyof typeof figures;

export interface Placed {
  /** Of the middle, in pixels; the middle of the first pixel is 0. */
  readonly x: number;
  readonly y: number;
  /** In pixels. */
  readonly radius: number;
  /** In radians. */
  readonly turn: number;
}

/** How much of the pixel (column, row) a figure covers, 0…1, with an edge of one pixel. */
export function coverage(
  figure: Figure,
  { x, y, radius, turn }: Placed,
  [column, row]: readonly [number, number],
): number {
  const [dx, dy] = [(column - x) / radius, (row - y) / radius];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const distance = radius * figures[figure](cos * dx + sin * dy, cos * dy - sin * dx);
  return Math.min(1, Math.max(0, 0.5 - distance));
}
