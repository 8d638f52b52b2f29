import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { gaussians, streams, uniforms } from '../random';
import { processes, processOf } from './index';
import { fromRange, noisedAt, pictureNoise, toRange } from './pictures';
import { unit } from './process';
import { makeTables } from './tables';

const clean = Float32Array.of(-1, 0.5, 1);

describe('the range of a process', () => {
  it('is left and entered without loss', () => {
    expect([...toRange(clean, unit)]).toEqual([0, 0.75, 1]);
    expect([...fromRange(toRange(clean, unit), unit)]).toEqual([...clean]);
    expect(toRange(clean, processes.gaussian.range)).toBe(clean);
  });
});

describe('a picture on the time ruler', () => {
  const corrupted = { ...defaultConfig, process: 'corrupt', timesteps: 4 } as const;

  it('is √ᾱ of the image and √(1−ᾱ) of normal noise', () => {
    const tables = makeTables({ ...defaultConfig, schedule: 'linear', timesteps: 10 });
    const noise = pictureNoise(processes.gaussian, 7, 3);
    expect(noise).toEqual(gaussians({ seed: 7, stream: streams.forwardNoise }, 3));
    const x = noisedAt(processes.gaussian, tables, clean, noise, 5);
    x.forEach((value, i) =>
      expect(value).toBeCloseTo(tables.signal[4]! * clean[i]! + tables.noise[4]! * noise[i]!, 6),
    );
    expect(noisedAt(processes.gaussian, tables, clean, noise, 0)).toBe(clean);
  });

  // T0, T2: x·(1 − a) + u·a in 0…1, a = t/T.
  it('moves in equal amounts from the image to uniform noise in `corrupt`', () => {
    const process = processOf(corrupted);
    const tables = makeTables(corrupted);
    const u = pictureNoise(process, 7, 3);
    expect(u).toEqual(uniforms({ seed: 7, stream: streams.corruption }, 3));
    const x = noisedAt(process, tables, clean, u, 1);
    [0, 0.75, 1].forEach((value, i) => expect((x[i]! + 1) / 2).toBeCloseTo(0.75 * value + 0.25 * u[i]!, 6));
    noisedAt(process, tables, clean, u, 4).forEach((value, i) => expect(value).toBeCloseTo(2 * u[i]! - 1, 6));
  });
});
