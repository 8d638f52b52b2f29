// The plane in which points of many dimensions spread most (principal component analysis), by Lanczos's method with full
// reorthogonalisation (Golub & Van Loan, 10.3): a few dozen passes over the points in the place of a covariance as wide as
// a picture has numbers, squared.
import { symmetricEigen } from '../quality/moments';
import { gaussians } from '../random';

export interface PrincipalPlane {
  /** [size] */
  readonly mean: Float64Array;
  /** Unit vectors, [size] each; the entry of largest size is positive. */
  readonly axes: readonly [Float64Array, Float64Array];
  /** Along each axis: eigenvalues of the unbiased covariance. */
  readonly variances: readonly [number, number];
  /** Sum over all dimensions. */
  readonly total: number;
}

const mostPasses = 120;
/** |C·u − λ·u| / λ₁ at which a direction is as good as found. */
const tolerance = 1e-7;
/** Passes between two looks at what is found. */
const perLook = 4;
/** Products between two pauses. */
const perTurn = 300_000;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function add(to: Float64Array, factor: number, from: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i]! += factor * from[i]!;
}

/** Takes away, in place, what lies along the others; twice for the sake of rounding. @returns the length that is left */
function clear(vector: Float64Array, others: readonly Float64Array[]): number {
  for (const other of [...others, ...others]) add(vector, -dot(vector, other), other);
  return Math.sqrt(dot(vector, vector));
}

interface Centred {
  readonly points: readonly ArrayLike<number>[];
  readonly mean: Float64Array;
}

/** The covariance of the points times a vector. */
function* covarianceTimes({ points, mean }: Centred, vector: Float64Array) {
  const image = new Float64Array(mean.length);
  const turn = Math.max(1, Math.floor(perTurn / mean.length));
  const centred = new Float64Array(mean.length);
  for (const [index, point] of points.entries()) {
    for (let i = 0; i < centred.length; i++) centred[i] = point[i]! - mean[i]!;
    add(image, dot(centred, vector) / (points.length - 1), centred);
    if (index % turn === turn - 1) yield;
  }
  return image;
}

/** Its entry of largest size is positive. */
function signed(axis: Float64Array): Float64Array {
  const largest = axis.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return largest < 0 ? axis.map((value) => -value) : axis;
}

/** The two largest of the eigenvalues that the space of `basis` shows, and their vectors. */
function largestTwo(basis: readonly Float64Array[], images: readonly Float64Array[]) {
  const count = basis.length;
  const small = Float64Array.from(basis.flatMap((a) => images.map((b) => dot(a, b))));
  const { values, vectors } = symmetricEigen(small, count);
  const order = [...values.keys()].toSorted((a, b) => values[b]! - values[a]!);
  return order.slice(0, 2).map((row) => {
    const combine = (from: readonly Float64Array[]): Float64Array => {
      const sum = new Float64Array(from[0]!.length);
      from.forEach((vector, k) => add(sum, vectors[row * count + k]!, vector));
      return sum;
    };
    const [value, axis, error] = [values[row]!, combine(basis), combine(images)];
    add(error, -value, axis);
    return { value, axis, error: Math.sqrt(dot(error, error)) };
  });
}

/**
 * Pauses every few milliseconds of work, so that a page can stay awake.
 * @param points [size] each, two at least; size two at least
 */
export function* principalPlane(
  points: readonly ArrayLike<number>[],
): Generator<undefined, PrincipalPlane, void> {
  const size = points[0]?.length ?? 0;
  const mean = new Float64Array(size);
  for (const point of points) for (let i = 0; i < size; i++) mean[i]! += point[i]! / points.length;
  let squares = 0;
  for (const point of points) for (let i = 0; i < size; i++) squares += (point[i]! - mean[i]!) ** 2;
  yield;
  const most = Math.min(size, mostPasses);
  const basis: Float64Array[] = [];
  const images: Float64Array[] = [];
  let next = gaussians({ seed: 1, stream: 0 }, size);
  for (let pass = 1; ; pass++) {
    const before = Math.sqrt(dot(next, next));
    let length = clear(next, basis);
    // The space so far holds all that the points say of it: what is left is another direction, whichever.
    if (length <= 1e-9 * before || before === 0) {
      next = gaussians({ seed: 1, stream: pass }, size);
      length = clear(next, basis);
    }
    const vector = next.map((value) => value / length);
    basis.push(vector);
    images.push(yield* covarianceTimes({ points, mean }, vector));
    yield;
    next = Float64Array.from(images.at(-1)!);
    if (pass % perLook !== 0 && pass !== most) continue;
    const found = largestTwo(basis, images);
    const [first, second] = found;
    if (!first || !second) continue;
    if (pass === most || found.every(({ error }) => error <= tolerance * first.value))
      return {
        mean,
        axes: [signed(first.axis), signed(second.axis)],
        variances: [first.value, second.value],
        total: squares / (points.length - 1),
      };
  }
}

/** Where a point lies in the plane. */
export function inPlane({ mean, axes }: PrincipalPlane, point: ArrayLike<number>): readonly [number, number] {
  let [x, y] = [0, 0];
  for (let i = 0; i < mean.length; i++) {
    const value = point[i]! - mean[i]!;
    x += axes[0][i]! * value;
    y += axes[1][i]! * value;
  }
  return [x, y];
}
