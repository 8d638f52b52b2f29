// Linear equations with a symmetric positive definite matrix, by Cholesky's factor.

/** Puts L with L·Lᵀ = A into the lower half of `matrix`, [n, n] row by row, in place. */
export function factorise(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i += 1) {
    const row = i * n;
    for (let j = 0; j <= i; j += 1) {
      const other = j * n;
      let sum = matrix[row + j]!;
      for (let k = 0; k < j; k += 1) sum -= matrix[row + k]! * matrix[other + k]!;
      matrix[row + j] = i === j ? Math.sqrt(sum) : sum / matrix[other + j]!;
    }
  }
}

/** Solves L·Lᵀ·u = b. @param factor what {@link factorise} has left */
export function solve(factor: Float64Array, n: number, b: Float64Array): Float64Array {
  const u = Float64Array.from(b);
  for (let i = 0; i < n; i += 1) {
    let sum = u[i]!;
    for (let k = 0; k < i; k += 1) sum -= factor[i * n + k]! * u[k]!;
    u[i] = sum / factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    const value = u[i]! / factor[i * n + i]!;
    u[i] = value;
    for (let k = 0; k < i; k += 1) u[k]! -= factor[i * n + k]! * value;
  }
  return u;
}
