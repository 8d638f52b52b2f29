// Where the numbers along an axis of counts or positions stand.

/**
 * The multiples of 1, 2, 2.5 or 5 times a power of ten in a range, about `count` of them. recharts would count from the
 * range's start, which is 1 for training steps.
 */
export function roundTicks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10);
  const whole = Number.isInteger(low) && Number.isInteger(high) ? Math.max(1, step) : step;
  const first = Math.ceil(low / whole - 1e-9);
  const last = Math.floor(high / whole + 1e-9);
  // Without the tail of binary fractions: 0.3, not 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * whole).toPrecision(12)));
}
