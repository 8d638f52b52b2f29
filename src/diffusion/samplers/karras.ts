// The noise levels of Karras et al. 2022 (arXiv 2206.00364, eq. 5, ρ = 7): σ falls evenly in σ^(1/7), from the table's
// largest to its smallest, as diffusers lays them out with `use_karras_sigmas`.
import { roundHalfToEven } from '../schedule/rounding';
import { leastSignal, liftStart, sigmaOf, type Level } from '../process/levels';
import type { Process } from '../process/process';
import type { Tables } from '../types';

const rho = 7;

/** The time step of a σ: linear in ln σ between the entries of a rising table, 0…T−1. */
function timestepOf(logSigmas: readonly number[], logSigma: number): number {
  const above = logSigmas.findIndex((entry) => entry >= logSigma);
  if (above <= 0) return above < 0 ? logSigmas.length - 1 : 0;
  const [low, high] = [logSigmas[above - 1] ?? Number.NaN, logSigmas[above] ?? Number.NaN];
  return above - 1 + (logSigma - low) / (high - low);
}

export interface KarrasOptions {
  readonly process: Process;
  readonly tables: Tables;
  readonly count: number;
  /** The model is told the nearest whole time step, as diffusers' DPM-Solvers tell it; else what lies between two. */
  readonly rounded: boolean;
}

/** `count` levels, the noisiest first, in variance preserving coordinates. */
export function karrasLevels({ process, tables, count, rounded }: KarrasOptions): Level[] {
  const fromTheTop = Array.from({ length: tables.timesteps }, (_, i) =>
    process.levelAt(tables, tables.timesteps - 1 - i),
  );
  // Where the schedule has underflowed there is no σ: the levels begin below.
  const usable = liftStart(fromTheTop).filter(({ signal }) => signal >= leastSignal);
  const sigmas = usable.map(sigmaOf).toReversed();
  const logSigmas = sigmas.map(Math.log);
  const [most, least] = [sigmas.at(-1) ?? Number.NaN, sigmas[0] ?? Number.NaN];
  const [start, end] = [most ** (1 / rho), least ** (1 / rho)];
  return Array.from({ length: count }, (_, i) => {
    const sigma = i === 0 ? most : (start + (i / (count - 1)) * (end - start)) ** rho;
    const timestep = timestepOf(logSigmas, Math.log(sigma));
    const length = Math.hypot(1, sigma);
    return {
      timestep,
      ...(rounded && { told: roundHalfToEven(timestep) }),
      signal: 1 / length,
      noise: sigma / length,
    };
  });
}
