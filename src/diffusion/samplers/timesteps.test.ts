import { describe, expect, it } from 'vitest';
import { fields } from '../../lab/fields';
import golden from '../golden/timesteps.json';
import { roundHalfToEven } from '../schedule/rounding';
import { gridSpacings } from './grids';
import { inferenceTimesteps, type GridSettings } from './timesteps';

interface Sums {
  readonly sum: number;
  readonly weighted: number;
  readonly ends: readonly number[];
}

function expectSums(grid: readonly number[], { sum, weighted, ends }: Sums): void {
  const total = (weigh: (t: number, place: number) => number): number =>
    grid.reduce((before, t, place) => before + weigh(t, place), 0);
  expect(total((t) => t)).toBeCloseTo(sum, 6);
  expect(total((t, place) => t * place)).toBeCloseTo(weighted, 4);
  expect(grid[0]).toBeCloseTo(ends[0]!, 9);
  expect(grid.at(-1)).toBeCloseTo(ends[1]!, 9);
}

// diffusers holds time steps between two others in float32.
const inSinglePrecision = (settings: object): number[] =>
  inferenceTimesteps(settings as GridSettings).map(Math.fround);

describe('inference time steps', () => {
  it.each(golden.grids)(
    '$settings.sampler, $settings.spacing, $settings.samplingSteps of $settings.timesteps',
    ({ settings, grid }) => {
      expect(inSinglePrecision(settings)).toEqual(grid.map(Math.fround));
    },
  );

  it.each(golden.sums)(
    '$settings.sampler, $settings.spacing, $settings.samplingSteps of $settings.timesteps',
    ({ settings, ...sums }) => {
      const grid = inSinglePrecision(settings);
      expect(grid).toHaveLength(settings.samplingSteps);
      expectSums(grid, sums);
    },
  );

  it.each(golden.flow)(
    '$settings.sampler, $settings.spacing, $settings.samplingSteps of $settings.timesteps',
    ({ settings, ...sums }) => {
      const grid = inferenceTimesteps(settings as GridSettings);
      expect(grid).toHaveLength(settings.samplingSteps);
      expectSums(grid, sums);
    },
  );

  it.each(fields.sampler.choices)('%s visits every time step once when it may take T steps', (sampler) => {
    for (const spacing of gridSpacings) {
      expect(inferenceTimesteps({ sampler, spacing, timesteps: 5, samplingSteps: 5 })).toEqual([
        4, 3, 2, 1, 0,
      ]);
    }
  });

  it('refuses more sampling steps than time steps, and none', () => {
    const settings = { sampler: 'ddim', spacing: 'leading', timesteps: 10 } as const;
    expect(() => inferenceTimesteps({ ...settings, samplingSteps: 11 })).toThrow(
      expect.objectContaining({
        code: 'bad-setting',
        message: expect.stringContaining('samplingSteps is 11'),
      }),
    );
    for (const samplingSteps of [0, 2.5, Number.NaN]) {
      expect(() => inferenceTimesteps({ ...settings, samplingSteps })).toThrow(/samplingSteps is/);
    }
  });
});

describe('roundHalfToEven', () => {
  it('rounds halves to the even neighbour, as numpy.round does', () => {
    expect([0.5, 1.5, 2.5, 3.5, -1.5, 2.4999, 2.5001, 7].map(roundHalfToEven)).toEqual([
      0, 2, 2, 4, -2, 2, 3, 7,
    ]);
  });
});
