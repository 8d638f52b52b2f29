import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTables } from '../../../diffusion/process/tables';
import { defaultConfig, fields } from '../../../lab/fields';
import { handleKey, moveHandle, withHandles } from './handles';

const curve = fields.curve.default;

describe('the handles of the own curve', () => {
  it('move no further than their neighbours let them', () => {
    expect(moveHandle(curve, 1, 0.8)[1]).toBe(0.8);
    expect(moveHandle(curve, 1, 2)[1]).toBe(0.9979);
    expect(moveHandle(curve, 1, 0)[1]).toBe(0.702);
    expect(moveHandle(curve, 5, -1)[5]).toBe(0);
  });

  it('always make a schedule, however they are dragged', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5), fc.double({ min: -1, max: 2, noNaN: true })), { maxLength: 12 }),
        fc.integer({ min: 2, max: 12 }),
        (drags, count) => {
          const dragged = drags.reduce<readonly number[]>(
            (now, [i, value]) => moveHandle(now, i, value),
            curve,
          );
          makeTables({ ...defaultConfig, schedule: 'own', curve: withHandles(dragged, count) });
        },
      ),
      { numRuns: 300, seed: 5, examples: [[[[1, 0.99755]], 12]] },
    );
  });

  it('can be more or fewer on the same curve', () => {
    expect(withHandles(curve, curve.length)).toEqual(curve.map((value) => Math.max(value, 0.0005)));
    expect(withHandles(curve, 20)).toHaveLength(12);
    expect(withHandles(curve, 0)).toHaveLength(2);
  });

  it('follow the keyboard', () => {
    expect(handleKey('ArrowUp', 0.5)).toBeCloseTo(0.51, 12);
    expect(handleKey('PageDown', 0.5)).toBeCloseTo(0.4, 12);
    expect(handleKey('x', 0.5)).toBeNull();
  });
});
