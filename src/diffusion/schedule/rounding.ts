// NumPy's grids, to the last bit: where a half is rounded to decides which time steps a sampler visits.

/** Nearest whole number, halves to the even one (numpy.round). */
export function roundHalfToEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** numpy.linspace(start, stop, count). */
export function linspace(start: number, stop: number, count: number): number[] {
  const step = count > 1 ? (stop - start) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => (i > 0 && i === count - 1 ? stop : i * step + start));
}

/** The first `count` numbers of numpy.arange(start, …, step), which adds multiples of a step that it rounds once. */
export function arange(start: number, step: number, count: number): number[] {
  const delta = start + step - start;
  return Array.from({ length: count }, (_, i) => start + i * delta);
}
