import { describe, expect, it } from 'vitest';
import { makeTables } from '../../../diffusion/process/tables';
import { defaultConfig } from '../../../lab/fields';
import { applyPreset } from '../../../lab/presets';
import { drawnIndices, needsLog, resample, scheduleCurves, scheduleRemarks } from './curves';

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
    expect(drawnIndices(4000)).toHaveLength(81);
    expect(drawnIndices(4000).slice(-2)).toEqual([3949, 3999]);
    // t = 1, then 10, 20, 30 …
    expect(drawnIndices(1000).slice(0, 4)).toEqual([0, 9, 19, 29]);
    for (let T = 2; T <= 4000; T += 37) expect(drawnIndices(T).length, String(T)).toBeLessThanOrEqual(103);
  });

  it('lay a ghost with another number of steps over', () => {
    expect(resample({ x: [0, 1, 2], values: [0, 10, 20] }, [0, 1, 2, 3, 4])).toEqual([0, 5, 10, 15, 20]);
    // The same schedule over another T is the same curve, whichever times each of them draws.
    const at = (timesteps: number, tab: 'mix' | 'snr') =>
      scheduleCurves(makeTables({ ...defaultConfig, timesteps }), tab);
    for (const [T, other] of [
      [1000, 137],
      [137, 1000],
    ] as const) {
      const [ghost, present] = [at(T, 'mix'), at(other, 'mix')];
      const values = ghost.lines[0]?.values ?? [];
      const laid = resample({ x: ghost.x, values }, present.x);
      laid.forEach((value, i) =>
        expect(Math.abs(value - (present.lines[0]?.values[i] ?? 9))).toBeLessThan(0.01),
      );
    }
  });

  it('of β have a logarithmic axis where a linear one would be a flat line and a spike', () => {
    const betas = (config: Partial<typeof defaultConfig>) =>
      scheduleCurves(makeTables({ ...defaultConfig, ...config }), 'beta').lines[0]?.values ?? [];
    expect(needsLog(betas({ schedule: 'squaredcos_cap_v2' }))).toBe(true);
    expect(needsLog(betas({ schedule: 'linear' }))).toBe(false);
    expect(needsLog(betas({ schedule: 'constant' }))).toBe(false);
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
