import { describe, expect, it, vi } from 'vitest';
import { decodeConfig } from '../lab/config';
import { defaultConfig } from '../lab/fields';
import { applyPreset, presetNames } from '../lab/presets';
import { checkAddresses } from '../test/addressFuzz';
import { configFrom, queryFor, syncAddress, type AddressBar } from './address';
import { createLabStore } from './labStore';

describe('the address of the page', () => {
  it('gives the settings back and keeps what is not a setting', () => {
    const config = { ...defaultConfig, timesteps: 200, curve: [0.9, 0.5, 0.1] };
    const query = queryFor(config, '?lesson=t1&T=50&lang=ru');
    expect(query).toContain('lesson=t1');
    expect(query).toContain('curve=0.9,0.5,0.1');
    expect(decodeConfig(query)).toEqual({ config, ignored: [] });
  });

  it('gives settings that the page can show, whatever it is', () => {
    checkAddresses(500, 1);
    expect(configFrom('?beta1=-0').config.adamBeta1).toBe(0);
  });

  it('is empty for the defaults', () => {
    expect(queryFor(defaultConfig, '')).toBe('');
  });

  it('reads links as the controls can show them, and names what gave way', () => {
    const read = (query: string) => {
      const { config, ignored } = configFrom(query);
      const { sampler, samplingSteps, timesteps, predictionType } = config;
      return { sampler, samplingSteps, timesteps, predictionType, ignored };
    };
    const usual = { sampler: 'ddim', samplingSteps: 10, timesteps: 1000, predictionType: 'sample' };
    expect(read('?process=corrupt')).toEqual({ ...usual, sampler: 'mixing', ignored: [] });
    expect(read('?process=corrupt&sampler=heun')).toEqual({
      ...usual,
      sampler: 'mixing',
      ignored: ['sampler'],
    });
    expect(read('?sampler=mixing')).toEqual({ ...usual, ignored: ['sampler'] });
    expect(read('?T=8')).toEqual({ ...usual, samplingSteps: 8, timesteps: 8, ignored: [] });
    expect(read('?T=8&n=-3')).toEqual({ ...usual, samplingSteps: 8, timesteps: 8, ignored: ['n'] });
    // Any other sampler can follow rectified flow.
    expect(read('?pred=flow')).toEqual({ ...usual, predictionType: 'flow', ignored: [] });
  });

  it.each(presetNames)('reads back what the page has written for %s', (name) => {
    const config = applyPreset(name);
    expect(configFrom(queryFor(config, ''))).toEqual({ config, ignored: [] });
  });

  it('does not follow the ruler', () => {
    vi.useFakeTimers();
    const store = createLabStore();
    const replaceState = vi.fn<AddressBar['history']['replaceState']>();
    const end = syncAddress(store, {
      location: { search: '', hash: '', pathname: '/' },
      history: { replaceState },
    });
    store.getState().actions.setConfig({ time: 0.9 });
    vi.advanceTimersByTime(1000);
    end();
    vi.useRealTimers();
    expect(replaceState).not.toHaveBeenCalled();
  });

  it('is written once for many changes in a row', () => {
    vi.useFakeTimers();
    const store = createLabStore();
    const replaceState = vi.fn<AddressBar['history']['replaceState']>();
    const bar = { location: { search: '', hash: '', pathname: '/lab/' }, history: { replaceState } };
    const end = syncAddress(store, bar);
    for (let i = 0; i < 20; i += 1) store.getState().actions.setConfig({ timesteps: 100 + i });
    vi.advanceTimersByTime(1000);
    end();
    vi.useRealTimers();
    expect(replaceState.mock.calls).toEqual([[null, '', '/lab/?T=119']]);
  });
});
