// Where the numbers along an axis stand: at multiples of 1, 2, 2.5 or 5 times a power of ten.

function roundStep(range: number, count: number, whole = false): number {
  const rough = whole ? Math.max(1, range / count) : range / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = [1, 2, 2.5, 5, 10].map((factor) => factor * power);
  const fits = (step: number): boolean => step >= rough * (1 - 1e-9) && (!whole || Number.isInteger(step));
  return steps.find(fits) ?? 10 * power;
}

/** Without the tail of binary fractions: 0.3, not 0.30000000000000004. */
const multiples = (step: number, first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));

/**
 * The round numbers in a range, about `count` of them; between whole numbers only whole ones. recharts would count
 * from the range's start, which is 1 for training steps.
 */
export function roundTicks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  const step = roundStep(high - low, count, Number.isInteger(low) && Number.isInteger(high));
  return multiples(step, Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9));
}

/** About `count` round numbers that hold a range, `low` < `high`, between the first and the last of them. */
export function ticksAround(low: number, high: number, count: number): number[] {
  const step = roundStep(high - low, count);
  return multiples(step, Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9));
}

/** Numbers along a logarithmic axis, about. */
const mostPowers = 5;

/**
 * The numbers along a logarithmic axis, 0 < `low` < `high`: powers of ten, with 2 and 5 times them where there are few, and
 * within one decade `count` round ones.
 */
export function logTicks(low: number, high: number, count: number): number[] {
  const decades = Math.log10(high / low);
  if (decades < 1) return roundTicks(low, high, count);
  const every = Math.ceil(decades / mostPowers);
  const powers = multiples(every, Math.floor(Math.log10(low) / every), Math.ceil(Math.log10(high) / every));
  return powers
    .flatMap((power) => (decades < 2 ? [1, 2, 5] : [1]).map((factor) => Number(`${factor}e${power}`)))
    .filter((tick) => tick >= low && tick <= high);
}
