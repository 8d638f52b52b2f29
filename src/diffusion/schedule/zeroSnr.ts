// Zero terminal SNR (Lin et al. 2023, arXiv 2305.08891, algorithm 1): the last xₜ is pure noise.

/**
 * Shifts √ᾱ so that its last value is 0 and scales it so that its first value stays.
 * Takes and returns β; the last β becomes 1, the input is not changed.
 */
export function rescaleZeroTerminalSnr(betas: Float64Array): Float64Array {
  let product = 1;
  const roots = betas.map((beta) => Math.sqrt((product *= 1 - beta)));
  const first = roots[0] ?? Number.NaN;
  const last = roots[roots.length - 1] ?? Number.NaN;
  const alphasCumprod = roots.map((root) => ((root - last) * (first / (first - last))) ** 2);
  // Where √ᾱ had already underflowed to 0, ᾱ is 0 on both sides of the division: all that is left is noise.
  return alphasCumprod.map((value, i) => {
    const previous = i === 0 ? 1 : (alphasCumprod[i - 1] ?? Number.NaN);
    return previous === 0 ? 1 : 1 - value / previous;
  });
}
