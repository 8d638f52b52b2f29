import { describe, expect, it } from 'vitest';
import { makeTables } from '../../diffusion/schedule/tables';
import { defaultConfig } from '../../lab/fields';
import { nearestIndex, noiseFor, noisedAt, ownPositions, stripPositions, toBatch } from './forward';

const tables = makeTables({ ...defaultConfig, schedule: 'linear' });
const clean = Float32Array.of(-1, 0.5, 1);

describe('a picture on the time ruler', () => {
  it('is the clean one at 0 and the closed form of DDPM eq. 4 elsewhere', () => {
    const noise = noiseFor('ddpm', 3, 7);
    expect(Array.from(noisedAt({ process: 'ddpm', tables }, clean, noise, 0))).toEqual([-1, 0.5, 1]);
    const x = noisedAt({ process: 'ddpm', tables }, clean, noise, 500);
    const alphaCumprod = tables.alphasCumprod[499] ?? Number.NaN;
    const second = Math.sqrt(alphaCumprod) * 0.5 + Math.sqrt(1 - alphaCumprod) * (noise[1] ?? Number.NaN);
    expect(x[1]).toBeCloseTo(second, 12);
  });

  it('is nothing but uniform noise at the end of `corrupt`', () => {
    const noise = noiseFor('corrupt', 3, 7);
    const x = noisedAt({ process: 'corrupt', tables }, clean, noise, 1000);
    for (const [i, value] of Array.from(x).entries()) expect(value).toBeCloseTo(2 * (noise[i] ?? 0) - 1, 12);
  });
});

describe('the strip', () => {
  it('runs from the clean image to x_T', () => {
    expect(stripPositions(5, 100)).toEqual([0, 25, 50, 75, 100]);
    expect(stripPositions(3, 2)).toEqual([0, 1, 2]);
  });

  it('can stand at places of one’s own, as T4’s does', () => {
    expect(ownPositions([0, 0.4, 0.2, 0.8, 0.6], 100)).toEqual([0, 20, 40, 60, 80]);
    expect(ownPositions([0, 0.001, 1], 2)).toEqual([0, 2]);
  });

  it('highlights the frame nearest to the cursor', () => {
    expect(nearestIndex([0, 25, 50], 30)).toBe(1);
    expect(nearestIndex([0, 25, 50], 100)).toBe(2);
  });

  it('makes one batch of single pictures', () => {
    const batch = toBatch({ height: 1, width: 2, channels: 1 }, [[1, 2], Float64Array.of(3, 4)]);
    expect(batch.count).toBe(2);
    expect([...batch.pixels]).toEqual([1, 2, 3, 4]);
  });
});
