import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../../lab/fields';
import { emptyReel, type Reel, type ReelOrigin } from '../../../store/reel';
import { initialState, type LabState } from '../../../store/state';
import { compare, sameOrigin } from './comparison';

const start = { kind: 'noise' } as const;
const shape = { height: 28, width: 28, channels: 1 };

const film = (origin: Partial<ReelOrigin>): Reel => ({
  ...emptyReel({ lane: 'main', config: defaultConfig, start, run: 1, trainingSteps: 100, ...origin }),
  finished: true,
});

const other = (trainingSteps: number): Reel =>
  film({ lane: 'other', config: { ...defaultConfig, sampler: 'ddpm' }, trainingSteps });

/** The model has been trained for `step` steps. */
const at = (step: number, main: Reel | null, beside: Reel | null = null): LabState => ({
  ...initialState,
  model: { run: 1, config: defaultConfig, shape, classNames: [], step, parameters: 1 },
  reels: { main, other: beside },
});

describe('a comparison of two samplers', () => {
  it('asks for the same start, settings and model with the other sampler', () => {
    const { reel, missing } = compare('ddpm', at(100, film({})));
    expect(reel).toBeNull();
    expect(missing).toEqual({
      lane: 'other',
      config: { ...defaultConfig, sampler: 'ddpm' },
      start,
      run: 1,
      trainingSteps: 100,
    });
    expect(missing?.start).toBe(start);
  });

  it('is there once both films are, wherever the ruler stood', () => {
    const beside = other(100);
    const main = film({ config: { ...defaultConfig, time: 0.9 } });
    expect(compare('ddpm', at(100, main, beside))).toEqual({ reel: beside, missing: null });
    // Training on makes neither of the two worse.
    expect(compare('ddpm', at(200, main, beside))).toEqual({ reel: beside, missing: null });
  });

  it('does not put a film of the model as it was beside one of the model as it is', () => {
    const { reel, missing } = compare('ddpm', at(200, film({ trainingSteps: 200 }), other(100)));
    expect(reel).toBeNull();
    expect(missing).toMatchObject({ lane: 'other', trainingSteps: 200 });
  });

  it('makes the main film anew where the model has learned since', () => {
    const { missing } = compare('ddpm', at(200, film({})));
    expect(missing).toMatchObject({ lane: 'main', config: defaultConfig, trainingSteps: 200 });
  });

  it('tells models apart that were trained for as many steps', () => {
    const { missing } = compare('ddpm', at(100, film({ run: 0 })));
    expect(missing).toMatchObject({ lane: 'main', run: 1 });
    expect(compare('ddpm', at(100, film({}), { ...other(100), run: 0 })).reel).toBeNull();
  });

  it('knows what has been asked for already', () => {
    const asked = film({});
    expect(sameOrigin(asked, film({ config: { ...defaultConfig, time: 0.9 } }))).toBe(true);
    for (const origin of [
      { start: { kind: 'noise' } },
      { trainingSteps: 200 },
      { run: 2 },
      { lane: 'other' },
      { config: { ...defaultConfig, eta: 1 } },
    ] as const)
      expect(sameOrigin(asked, film(origin))).toBe(false);
  });

  it('asks for nothing without another sampler, a finished film or a model', () => {
    const nothing = { reel: null, missing: null };
    expect(compare(null, at(100, film({}), other(100)))).toEqual(nothing);
    expect(compare('ddpm', at(100, { ...film({}), finished: false }))).toEqual(nothing);
    expect(compare('ddpm', at(100, null))).toEqual(nothing);
    expect(compare('ddpm', { ...at(100, film({})), model: null })).toEqual(nothing);
  });
});
