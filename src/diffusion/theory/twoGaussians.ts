// Two normal distributions side by side: their densities, and the integral that their KL is.
import type { Gaussian } from './bound';

const logDensity = (x: number, { mean, logVariance }: Gaussian): number =>
  -0.5 * (Math.log(2 * Math.PI) + logVariance + (x - mean) ** 2 * Math.exp(-logVariance));

export const normalDensity = (x: number, gaussian: Gaussian): number => Math.exp(logDensity(x, gaussian));

/** p(x)·ln(p(x)/q(x)): below 0 where q is the larger. Its integral is KL(p ‖ q). */
export const klIntegrand = (x: number, p: Gaussian, q: Gaussian): number =>
  normalDensity(x, p) * (logDensity(x, p) - logDensity(x, q));

/** Standard deviations of p to either side: beyond them p is below 1e-31 of its peak. */
const reach = 12;

/** KL(p ‖ q) in nats by Simpson's rule, for those who trust no closed form. @param intervals an even number */
export function integrateKl(p: Gaussian, q: Gaussian, intervals = 800): number {
  const half = reach * Math.exp(p.logVariance / 2);
  const width = (2 * half) / intervals;
  let sum = 0;
  for (let i = 0; i <= intervals; i += 1) {
    const weight = i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * klIntegrand(p.mean - half + i * width, p, q);
  }
  return (sum * width) / 3;
}
