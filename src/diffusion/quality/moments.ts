// Means and covariances of feature vectors, and the Fréchet distance between two Gaussians that have them
// (Heusel et al. 2017, arXiv 1706.08500, there on features of Inception).

export interface Moments {
  /** [size]. */
  readonly mean: Float64Array;
  /** [size, size]: unbiased, as numpy.cov gives it. */
  readonly covariance: Float64Array;
}

/** @param features [count, size], count at least 2 */
export function momentsOf(features: ArrayLike<number>, size: number): Moments {
  const count = features.length / size;
  const mean = new Float64Array(size);
  for (let i = 0; i < features.length; i++) mean[i % size]! += features[i]! / count;
  const covariance = new Float64Array(size * size);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < size; i++) {
      const a = (features[row * size + i]! - mean[i]!) / (count - 1);
      for (let j = 0; j <= i; j++) covariance[i * size + j]! += a * (features[row * size + j]! - mean[j]!);
    }
  }
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) covariance[j * size + i] = covariance[i * size + j]!;
  return { mean, covariance };
}

const product = (a: Float64Array, b: Float64Array, size: number): Float64Array => {
  const c = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!;
      for (let j = 0; j < size; j++) c[i * size + j]! += factor * b[k * size + j]!;
    }
  return c;
};

/**
 * Eigenvalues and eigenvectors (rows) of a symmetric matrix, by Jacobi's rotations (Golub & Van Loan, 8.5).
 * @param matrix [size, size]
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  const scale = matrix.reduce((sum, x) => sum + x * x, 0);
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = 0; q < p; q++) off += a[p * size + q]! ** 2;
    if (off <= 1e-30 * scale) break;
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, { size, p, q });
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!), vectors };
}

/** One rotation that makes entry (p, q) zero. */
function rotate(
  a: Float64Array,
  vectors: Float64Array,
  { size, p, q }: { readonly size: number; readonly p: number; readonly q: number },
): void {
  const apq = a[p * size + q]!;
  if (apq === 0) return;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const [kp, kq] = [a[k * size + p]!, a[k * size + q]!];
    a[k * size + p] = c * kp - s * kq;
    a[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const [pk, qk] = [a[p * size + k]!, a[q * size + k]!];
    a[p * size + k] = c * pk - s * qk;
    a[q * size + k] = s * pk + c * qk;
    const [vp, vq] = [vectors[p * size + k]!, vectors[q * size + k]!];
    vectors[p * size + k] = c * vp - s * vq;
    vectors[q * size + k] = s * vp + c * vq;
  }
}

/** The symmetric root of a covariance. */
function root(matrix: Float64Array, size: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size);
  const scaled = Float64Array.from(vectors);
  values.forEach((value, i) => {
    const factor = Math.sqrt(Math.max(0, value));
    for (let k = 0; k < size; k++) scaled[i * size + k]! *= factor;
  });
  const turned = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let k = 0; k < size; k++) turned[k * size + i] = vectors[i * size + k]!;
  return product(turned, scaled, size);
}

/** |m₁ − m₂|² + tr(C₁ + C₂ − 2·(C₁C₂)^½); the last trace is that of the symmetric (C₁^½ C₂ C₁^½)^½. */
export function frechetDistance(a: Moments, b: Moments): number {
  const size = a.mean.length;
  const half = root(a.covariance, size);
  const { values } = symmetricEigen(product(product(half, b.covariance, size), half, size), size);
  let distance = 0;
  for (let i = 0; i < size; i++) {
    const traces = a.covariance[i * size + i]! + b.covariance[i * size + i]!;
    distance += (a.mean[i]! - b.mean[i]!) ** 2 + traces - 2 * Math.sqrt(Math.max(0, values[i]!));
  }
  return distance;
}
