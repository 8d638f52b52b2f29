// Rectified flow (Liu et al. 2022, arXiv 2209.03003) on T places: xₜ = (1 − t)·x₀ + t·ε, t = (i + 1) / T. Samplers walk in
// variance preserving coordinates, where x is 1/√((1−t)² + t²) times as long.
import { deriveTables } from '../schedule/tables';
import type { SamplerStage, Tables } from '../types';
import { between, unitLength } from './levels';
import { signed, type Process } from './process';

/** The other tables describe the diffusion with the same SNR. */
export function flowTables(timesteps: number): Tables {
  const noise = Float64Array.from({ length: timesteps }, (_, i) => (i + 1) / timesteps);
  const signal = noise.map((t) => 1 - t);
  const cumprod = (t: number): number => (1 - t) ** 2 / ((1 - t) ** 2 + t ** 2);
  const betas = noise.map((t, i) => 1 - cumprod(t) / cumprod(i / timesteps));
  return { ...deriveTables(betas), signal, noise };
}

/** From variance preserving coordinates to those of flow, where x is 1/(signal + noise) times as long. */
function inFlowCoordinates(stages: readonly SamplerStage[]): SamplerStage[] {
  const lengthAt = (stage: SamplerStage | undefined): number =>
    stage ? 1 / (stage.signal + stage.noise) : 1;
  let start: SamplerStage | undefined;
  return stages.map((stage, index) => {
    start ??= stage;
    const [here, there, first] = [lengthAt(stage), lengthAt(stages[index + 1]), lengthAt(start)];
    if (stage.endsStep) start = undefined;
    const next = Object.fromEntries(
      Object.entries(stage.next).map(([register, factor]) => [
        register,
        (factor * there) / (register === 'x' ? here : register === 'xStart' ? first : 1),
      ]),
    );
    return { ...stage, next, signal: stage.signal * here, noise: stage.noise * here };
  });
}

export const flow = {
  name: 'flow',
  // Its straight line is not bent by a schedule.
  uses: ['timeSampling', 'stratifiedTime', 'pureNoiseRate', 'weighting'],
  predictions: ['flow', 'epsilon', 'sample', 'v_prediction'],
  sampler: 'flow_euler',
  range: signed,
  noise: 'gaussian',
  timed: true,
  chain: true,
  learnsVariance: false,
  tables: ({ timesteps }) => flowTables(timesteps),
  levelAt: (tables, timestep) =>
    unitLength(timestep, between(tables.signal, timestep), between(tables.noise, timestep)),
  inOwnCoordinates: inFlowCoordinates,
} as const satisfies Process;
