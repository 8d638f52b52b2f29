import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../lab/fields';
import { reconcile } from './reconcile';

describe('reconcile', () => {
  it('takes the sampler along with the process and back', () => {
    const changes = reconcile(defaultConfig, { process: 'corrupt' });
    expect(changes).toEqual({ process: 'corrupt', sampler: 'mixing', predictionType: 'sample' });
    expect(reconcile({ ...defaultConfig, ...changes }, { process: 'ddpm' }).sampler).toBe('ddim');
  });

  it('takes the sampler along with rectified flow and back', () => {
    const changes = reconcile(defaultConfig, { predictionType: 'flow' });
    expect(changes.sampler).toBe('flow_euler');
    expect(reconcile({ ...defaultConfig, ...changes }, { predictionType: 'epsilon' }).sampler).toBe('ddim');
  });

  it('lets the number moved stand and the other follow', () => {
    expect(reconcile(defaultConfig, { timesteps: 20 })).toEqual({ timesteps: 20, samplingSteps: 20 });
    expect(reconcile(defaultConfig, { samplingSteps: 1500 })).toEqual({
      samplingSteps: 1500,
      timesteps: 1500,
    });
  });

  it('keeps β start at or below β end', () => {
    expect(reconcile(defaultConfig, { betaStart: 0.1 })).toEqual({ betaStart: 0.1, betaEnd: 0.1 });
    expect(reconcile(defaultConfig, { betaEnd: 1e-5 })).toEqual({ betaStart: 1e-5, betaEnd: 1e-5 });
  });

  it('keeps an explicit choice of the visitor', () => {
    expect(reconcile(defaultConfig, { process: 'corrupt', sampler: 'ddpm' }).sampler).toBe('ddpm');
  });

  it('leaves everything else alone', () => {
    expect(reconcile(defaultConfig, { betaEnd: 0.03 })).toEqual({ betaEnd: 0.03 });
  });
});
