// How much of one picture is in another.

/**
 * Pearson's correlation of two pictures' values, of the same length: 1 for the same picture, however bright, 0 for two that
 * have nothing to do with each other; NaN where one of them is flat.
 */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const count = a.length;
  let [sumA, sumB] = [0, 0];
  for (let i = 0; i < count; i++) {
    sumA += a[i]!;
    sumB += b[i]!;
  }
  const [meanA, meanB] = [sumA / count, sumB / count];
  let [both, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return both / Math.sqrt(ofA * ofB);
}
