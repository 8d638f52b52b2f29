// The normal distribution's own functions, to nearly the last bit of float64.

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

// Wichura 1988, "Algorithm AS 241: the percentage points of the normal distribution", PPND16 (about 16 digits).
const central = {
  above: [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  below: [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
    39307.89580009271061, 28729.085735721942674, 5226.495278852545925,
  ],
} as const;
const middle = {
  above: [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
  ],
  below: [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
    0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
  ],
} as const;
const tail = {
  above: [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
    0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  below: [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
    1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
  ],
} as const;

const ratio = (
  parts: { readonly above: readonly number[]; readonly below: readonly number[] },
  x: number,
): number => polynomial(parts.above, x) / polynomial(parts.below, x);

/** z with Φ(z) = p. @param p in the open interval (0, 1) */
export function inverseNormalCdf(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(central, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const z = r <= 5 ? ratio(middle, r - 1.6) : ratio(tail, r - 5);
  return Math.sign(q) * z;
}

/**
 * Φ(x). By its Taylor series about 0 near the middle (Marsaglia 2004, "Evaluating the normal distribution") and by
 * the continued fraction of Mills' ratio beyond |x| = 3, so that small probabilities keep their relative precision.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) <= 3) {
    let [sum, term] = [x, x];
    for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) sum += term *= (x * x) / i;
    return 0.5 + sum * density;
  }
  if (Math.abs(x) > 39) return x > 0 ? 1 : 0;
  const distance = Math.abs(x);
  let fraction = distance;
  for (let i = 80; i > 0; i--) fraction = distance + i / fraction;
  const beyond = density / fraction;
  return x < 0 ? beyond : 1 - beyond;
}
