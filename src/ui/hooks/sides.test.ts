import { describe, expect, it } from 'vitest';
import { defaultConfig, type LabConfig } from '../../lab/fields';
import { addFrame, emptyReel, type Reel } from '../../store/reel';
import { firstFrame } from '../../test/fakeStore';
import { differences, sidesOf } from './sides';

const reel = (change: Partial<LabConfig> = {}, run = 1): Reel =>
  addFrame(
    emptyReel({
      lane: 'main',
      config: { ...defaultConfig, ...change },
      start: { kind: 'noise' },
      run,
      trainingSteps: 300,
    }),
    firstFrame,
  );

describe('two films side by side', () => {
  it('are the pinned one and the present one, or those of two samplers', () => {
    const [first, second, other] = [reel(), reel({ guidanceScale: 2 }), reel({ sampler: 'heun' })];
    expect(sidesOf({ pinned: null, reels: { main: first, other: null } })).toBeNull();
    // What is pinned is not beside itself.
    expect(sidesOf({ pinned: first, reels: { main: first, other: null } })).toBeNull();
    expect(sidesOf({ pinned: first, reels: { main: second, other: null } })).toEqual({ a: first, b: second });
    expect(sidesOf({ pinned: null, reels: { main: first, other } })).toEqual({ a: first, b: other });
  });

  it('differ in settings that matter, not in the view', () => {
    const sides = { a: reel({ time: 0.1 }), b: reel({ time: 0.9, guidanceScale: 2, learningRate: 1e-4 }) };
    expect(differences(sides)).toEqual(['learningRate', 'guidanceScale']);
  });
});
