import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { chainStations } from './chainStations';
import { forwardChain } from './forward';
import { gaussians } from '../random';
import { makeTables } from '../process/tables';

const x0 = Float32Array.of(-1, 0.25, 1);
const timesteps = 40;
const noise = Float32Array.from(gaussians({ seed: 5, stream: 11 }, timesteps * x0.length));
const rowAt = (t: number): Float32Array => noise.subarray(t * x0.length, (t + 1) * x0.length);

describe('chainStations', () => {
  for (const predictionType of ['epsilon', 'flow'] as const) {
    it(`walks the same links as forwardChain (${predictionType})`, () => {
      const tables = makeTables({
        ...defaultConfig,
        schedule: 'linear',
        betaEnd: 0.2,
        timesteps,
        predictionType,
      });
      const links = [...forwardChain(tables, x0, rowAt)];
      for (const station of chainStations(tables, x0, noise, [0, 1, 17, 40])) {
        const link = links[station.position - 1];
        for (const [i, value] of station.x.entries()) {
          expect(value).toBeCloseTo(link ? (link.x[i] ?? Number.NaN) : (x0[i] ?? Number.NaN), 5);
          if (link)
            expect(station.accumulatedNoise[i]).toBeCloseTo(link.accumulatedNoise[i] ?? Number.NaN, 4);
        }
      }
    });
  }

  it('gives the clean image at 0, with no noise in it', () => {
    const [clean] = chainStations(makeTables(defaultConfig), x0, noise, [0]);
    expect([...(clean?.x ?? [])]).toEqual([...x0]);
    expect([...(clean?.accumulatedNoise ?? [])]).toEqual([0, 0, 0]);
  });
});
