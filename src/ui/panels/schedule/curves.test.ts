import { describe, expect, it } from 'vitest';
import { makeTables } from '../../../diffusion/process/tables';
import { defaultConfig } from '../../../lab/fields';
import { applyPreset } from '../../../lab/presets';
import { drawnIndices, resample, scheduleCurves, scheduleRemarks } from './curves';

const linear = makeTables({ ...defaultConfig, schedule: 'linear' });

describe('the curves of a schedule', () => {
  it('run from the clean image to x_T and end on the tables', () => {
    const { x, lines } = scheduleCurves(linear, 'mix');
    expect([x[0], x.at(-1)]).toEqual([0, 1000]);
    expect(lines[0]?.values.at(-1)).toBe(linear.sqrtAlphasCumprod[999]);
    expect(lines[1]?.values[0]).toBe(0);
  });

  it('draw every step of a short schedule and few of a long one', () => {
    expect(drawnIndices(2)).toEqual([0, 1]);
    expect(drawnIndices(4000)).toHaveLength(72);
    expect(drawnIndices(4000).at(-1)).toBe(3999);
  });

  it('lay a ghost with another number of steps over', () => {
    expect(resample([0, 1, 2], [0, 10, 20], 5)).toEqual([0, 5, 10, 15, 20]);
  });
});

describe('remarks on a schedule', () => {
  it('say that the tutorials T1 and T4 do not reach noise', () => {
    for (const preset of ['t1-ddpm', 't4-cifar10'] as const) {
      expect(scheduleRemarks(makeTables(applyPreset(preset)))).toContain('notNoise');
    }
  });

  it('find nothing to say about the linear and the cosine schedule', () => {
    expect(scheduleRemarks(linear)).toEqual([]);
    expect(scheduleRemarks(makeTables(defaultConfig))).toEqual([]);
  });

  it('say when everything is destroyed in the first tenth', () => {
    const harsh = makeTables({ ...defaultConfig, schedule: 'constant', betaStart: 0.1 });
    expect(scheduleRemarks(harsh)).toContain('early');
  });
});
