// A pen on a grid of pixels: smooth curves through points, drawn as soft dabs of varying width. No randomness here.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point of the pen's way; `corner` ends one smooth piece and begins the next. */
export interface WayPoint extends Point {
  readonly corner: boolean;
}

/** Reads `x,y x,y! …` in hundredths: see strokeShapes.ts. */
export function parseStroke(text: string): WayPoint[] {
  return text.split(' ').map((word) => {
    const [x, y] = word.replace('!', '').split(',');
    return { x: Number(x) / 100, y: Number(y) / 100, corner: word.endsWith('!') };
  });
}

/** Distance between neighbouring points of a traced curve, in pixels. */
const spacing = 0.45;

/**
 * Points about {@link spacing} apart on a cardinal spline through `way` (in pixels).
 * `roundness` 1 is Catmull–Rom's tangents, 0 straight lines.
 */
export function trace(way: readonly WayPoint[], roundness: number): Point[] {
  const points: Point[] = [];
  const at = (i: number): WayPoint => way[Math.max(0, Math.min(way.length - 1, i))]!;
  for (let i = 0; i + 1 < way.length; i++) {
    const [from, to] = [at(i), at(i + 1)];
    // At a corner the curve knows nothing of what lies beyond it.
    const before = from.corner ? from : at(i - 1);
    const after = to.corner ? to : at(i + 2);
    const tangent = 0.5 * roundness;
    const [fromX, fromY] = [tangent * (to.x - before.x), tangent * (to.y - before.y)];
    const [toX, toY] = [tangent * (after.x - from.x), tangent * (after.y - from.y)];
    const pieces = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / spacing));
    for (let piece = i === 0 ? 0 : 1; piece <= pieces; piece++) {
      const t = piece / pieces;
      // Cubic Hermite basis.
      const h01 = t * t * (3 - 2 * t);
      const h10 = t * (1 - t) * (1 - t);
      const h11 = t * t * (t - 1);
      points.push({
        x: from.x + h01 * (to.x - from.x) + h10 * fromX + h11 * toX,
        y: from.y + h01 * (to.y - from.y) + h10 * fromY + h11 * toY,
      });
    }
  }
  return points;
}

export interface Dab extends Point {
  /** Radius in pixels. */
  readonly radius: number;
  /** Brightness in the middle, 0…255. */
  readonly ink: number;
}

/** Width of the soft rim of a dab, in pixels: what a scanner and a reduction to 28×28 leave of a sharp edge. */
const rim = 1.25;

/** Draws dabs into `image` ([side, side] bytes, a view of the data set); where they overlap the brighter one stays. */
export function drawDabs(image: Uint8Array, side: number, dabs: readonly Dab[]): void {
  for (const { x, y, radius, ink } of dabs) {
    const reach = radius + rim / 2;
    const [left, right] = [Math.max(0, Math.ceil(x - reach)), Math.min(side - 1, Math.floor(x + reach))];
    const [top, bottom] = [Math.max(0, Math.ceil(y - reach)), Math.min(side - 1, Math.floor(y + reach))];
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const distance = Math.sqrt((column - x) ** 2 + (row - y) ** 2);
        const coverage = Math.min(1, (reach - distance) / rim);
        const value = coverage * ink;
        const index = row * side + column;
        if (value > image[index]!) image[index] = value;
      }
    }
  }
}
