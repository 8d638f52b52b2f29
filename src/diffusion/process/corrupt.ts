// The process of tutorials T0 and T2, `corrupt(x, a) = x·(1 − a) + u·a`: images in 0…1, u uniform in 0…1, and a model that
// is never told the amount a. On the ruler a = (t + 1)/T.
import { between } from './levels';
import { flowTables } from './flow';
import { unit, type Process } from './process';

export const corrupt = {
  name: 'corrupt',
  uses: [],
  predictions: ['sample'],
  sampler: 'mixing',
  range: unit,
  noise: 'uniform',
  timed: false,
  chain: false,
  learnsVariance: false,
  // A straight line from the image to the noise, as flow's.
  tables: ({ timesteps }) => flowTables(timesteps),
  levelAt: (tables, timestep) => ({
    timestep,
    signal: between(tables.signal, timestep),
    noise: between(tables.noise, timestep),
  }),
  inOwnCoordinates: (stages) => stages,
} as const satisfies Process;
