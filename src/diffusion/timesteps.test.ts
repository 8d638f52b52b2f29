import { describe, expect, it } from 'vitest';
import { fields } from '../lab/fields';
import golden from './golden/timesteps.json';
import { roundHalfToEven } from './rounding';
import { inferenceTimesteps, type GridSettings } from './timesteps';

describe('inference time steps', () => {
  // diffusers holds fractional time steps in float32; those of flow, which divides them by T, were made in float64.
  it.each(golden.cases)(
    '$settings.sampler, $settings.spacing, $settings.samplingSteps of $settings.timesteps',
    ({ settings, grid, sum, weighted, ends }) => {
      const exact = inferenceTimesteps(settings as GridSettings);
      const made = settings.sampler === 'flow_euler' ? exact : exact.map(Math.fround);
      expect(made).toHaveLength(settings.samplingSteps);
      if (grid) {
        if (settings.sampler === 'flow_euler') {
          made.forEach((t, place) => expect(t).toBeCloseTo(grid[place]!, 9));
        } else {
          expect(made).toEqual(grid.map(Math.fround));
        }
        return;
      }
      expect([made[0], made.at(-1)]).toEqual(ends!.map(Math.fround));
      const total = (weigh: (t: number, place: number) => number): number =>
        made.reduce((before, t, place) => before + weigh(t, place), 0);
      expect(total((t) => t)).toBeCloseTo(sum!, 6);
      expect(total((t, place) => t * place)).toBeCloseTo(weighted!, 4);
    },
  );

  it.each(fields.sampler.choices)('%s visits every time step once when it may take T steps', (sampler) => {
    for (const spacing of fields.spacing.choices) {
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
