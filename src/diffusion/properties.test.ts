// What must hold for every legal configuration, however odd.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabError } from '../lab/errors';
import { defaultConfig, fields } from '../lab/fields';
import { offered } from '../lab/relevance';
import { gridSpacings, type Spacing } from './samplers/grids';
import type { SamplerName } from './samplers/registry';
import { processFor } from '../test/samplerContract';
import { runStages } from './samplers/run';
import { frameTimesteps } from './samplers/frames';
import { planSampler, type PlanSettings } from './samplers/index';
import { makeTables, type TableSettings } from './process/tables';
import { inferenceTimesteps } from './samplers/timesteps';
import type { SamplerStage, Tables } from './types';

const betas = fc
  .tuple(
    fc.double({ min: fields.betaStart.min, max: fields.betaStart.max, noNaN: true }),
    fc.double({ min: fields.betaEnd.min, max: fields.betaEnd.max, noNaN: true }),
  )
  .filter(([start, end]) => start <= end);

/** Any number that the setting may have. */
const within = (
  key: 'cosineOffset' | 'cosineExponent' | 'sigmoidStart' | 'sigmoidEnd' | 'sigmoidTau' | 'maxBeta',
) => fc.double({ min: fields[key].min, max: fields[key].max, noNaN: true });

const curve = fc
  .uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: fields.curve.maxLength })
  .map((values) => values.toSorted((a, b) => b - a).map((value) => value / 1000));

const settings = (maxTimesteps: number): fc.Arbitrary<TableSettings> =>
  fc
    .record({
      schedule: fc.constantFrom(...fields.schedule.choices),
      timesteps: fc.oneof(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: maxTimesteps })),
      betas,
      curve,
      rescaleZeroSnr: fc.boolean(),
      predictionType: fc.constantFrom(...fields.predictionType.choices),
      process: fc.constantFrom(...fields.process.choices),
      cosineOffset: within('cosineOffset'),
      cosineExponent: within('cosineExponent'),
      sigmoidStart: within('sigmoidStart'),
      sigmoidEnd: within('sigmoidEnd'),
      sigmoidTau: within('sigmoidTau'),
      maxBeta: within('maxBeta'),
    })
    .map(({ betas: [betaStart, betaEnd], ...rest }) => ({ ...rest, betaStart, betaEnd }));

function planOrRefusal(options: PlanSettings, tables: Tables): readonly SamplerStage[] | string {
  try {
    return planSampler(options, tables);
  } catch (error) {
    if (error instanceof LabError) return error.message;
    throw error;
  }
}

/** On the levels of Karras where the sampler has them. */
const withKarras = <Options extends { readonly sampler: SamplerName; readonly spacing: Spacing }>(
  options: Options,
): Options & { readonly spacing: Spacing } =>
  offered('spacing', { ...defaultConfig, sampler: options.sampler }).includes('karras')
    ? { ...options, spacing: 'karras' }
    : options;

const arrays = (tables: Tables): Float64Array[] =>
  Object.values(tables).filter((table) => table instanceof Float64Array);

describe('every schedule', () => {
  it('has ᾱ in 0…1, strictly falling wherever it is above 1e-300, and no NaN in any table', () => {
    fc.assert(
      fc.property(settings(fields.timesteps.max), (chosen) => {
        const tables = makeTables(chosen);
        const falls = tables.alphasCumprod.every(
          (value, t) =>
            value >= 0 && (value < tables.alphasCumprodPrev[t]! || tables.alphasCumprodPrev[t]! <= 1e-300),
        );
        expect(falls).toBe(true);
        for (const table of arrays(tables)) {
          expect(table).toHaveLength(chosen.timesteps);
          expect(table.some(Number.isNaN)).toBe(false);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('every sampler', () => {
  const grids = fc.record({
    sampler: fc.constantFrom(...fields.sampler.choices),
    spacing: fc.constantFrom(...gridSpacings),
    timesteps: fc.oneof(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 2, max: fields.timesteps.max })),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it('visits time steps that fall strictly and stay in range', () => {
    fc.assert(
      fc.property(grids, ({ share, ...rest }) => {
        const samplingSteps = Math.max(1, Math.round(share * rest.timesteps));
        const grid = inferenceTimesteps({ ...rest, samplingSteps });
        expect(grid).toHaveLength(samplingSteps);
        expect(grid.every((timestep, i) => i === 0 || timestep < grid[i - 1]!)).toBe(true);
        expect(grid[0]).toBeLessThanOrEqual(rest.timesteps - 1);
        expect(grid.at(-1)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2000, seed: 2 },
    );
  });

  const plans = fc.record({
    chosen: settings(fields.timesteps.max),
    sampler: fc.constantFrom(...fields.sampler.choices),
    spacing: fc.constantFrom(...gridSpacings),
    karras: fc.boolean(),
    variance: fc.constantFrom(...fields.variance.choices),
    clip: fc.constantFrom(...fields.clipSample.choices),
    eta: fc.double({ min: 0, max: 1, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    start: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    lastStepNoise: fc.boolean(),
  });

  it('gives each frame of its film a place of its own: from the start down to the sample at −1', () => {
    const start = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.record({ grid: grids, start, karras: fc.boolean() }), ({ grid, karras, ...more }) => {
        const { share, timesteps, ...rest } = karras ? withKarras(grid) : grid;
        const process = processFor(rest.sampler);
        const tables = makeTables({ ...defaultConfig, process, timesteps });
        const samplingSteps = Math.max(1, Math.round(share * timesteps));
        const options = { ...defaultConfig, ...rest, process, samplingSteps };
        const startTimestep = more.start === null ? undefined : Math.round(more.start * (timesteps - 1));
        const stages = planSampler(
          { ...options, ...(startTimestep === undefined ? {} : { startTimestep }) },
          tables,
        );
        const film = frameTimesteps(stages);
        expect(film.every((timestep, i) => i === 0 || timestep < film[i - 1]!)).toBe(true);
        expect(film[0]).toBeLessThanOrEqual(timesteps - 1);
        if (startTimestep !== undefined) expect(film[0]).toBe(startTimestep);
        else if (rest.sampler === 'mixing') expect(film[0]).toBe(timesteps - 1);
        expect(film.at(-1)).toBe(-1);
      }),
      { numRuns: 1000, seed: 4 },
    );
  });

  it('makes numbers of numbers: no NaN anywhere, or a refusal that names the setting', () => {
    fc.assert(
      fc.property(plans, ({ chosen: any, share, start, clip, karras, ...grid }) => {
        const rest = karras ? withKarras(grid) : grid;
        const chosen = { ...any, process: processFor(rest.sampler) };
        const { timesteps, predictionType, process } = chosen;
        const samplingSteps = Math.min(Math.max(1, Math.round(share * timesteps)), 40);
        const tables = makeTables(chosen);
        const options = { ...defaultConfig, ...rest, samplingSteps, predictionType, process };
        const where = start === null ? {} : { startTimestep: Math.round(start * (timesteps - 1)) };
        const stages = planOrRefusal({ ...options, ...where }, tables);
        if (typeof stages === 'string') return stages.startsWith('predictionType is epsilon');
        for (const stage of stages) {
          const numbers = [stage.timestep, stage.signal, stage.noise, ...Object.values(stage.next)];
          expect(numbers.every(Number.isFinite)).toBe(true);
          expect(stage.noise).toBeGreaterThan(0);
        }
        const frames = runStages(stages, Float64Array.of(0.3, -1.2), {
          predictionType,
          clip,
          predict: (x) => ({ values: x.map(Math.tanh), variance: x.map(Math.tanh) }),
          noise: () => Float64Array.of(-0.5, 1),
        });
        return [...frames].every(({ x }) => x.every(Number.isFinite));
      }),
      { numRuns: 1000, seed: 3 },
    );
  });
});
