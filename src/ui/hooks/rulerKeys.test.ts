import { describe, expect, it } from 'vitest';
import { positionAt, rulerKey } from './rulerKeys';

describe('the keys of the time ruler', () => {
  it('moves by one, by a twentieth, and to the ends', () => {
    expect(rulerKey('ArrowRight', 10, 1000)).toBe(11);
    expect(rulerKey('ArrowLeft', 10, 1000)).toBe(9);
    expect(rulerKey('PageUp', 10, 1000)).toBe(60);
    expect(rulerKey('Home', 10, 1000)).toBe(0);
    expect(rulerKey('End', 10, 1000)).toBe(1000);
  });

  it('stays between the clean image and x_T', () => {
    expect(rulerKey('ArrowLeft', 0, 1000)).toBe(0);
    expect(rulerKey('PageUp', 990, 1000)).toBe(1000);
    expect(rulerKey('PageDown', 0, 2)).toBe(0);
  });

  it('leaves other keys alone', () => {
    expect(rulerKey('a', 10, 1000)).toBeNull();
  });

  it('has T + 1 positions', () => {
    expect(new Set(Array.from({ length: 4001 }, (_, i) => positionAt(i / 4000, 100))).size).toBe(101);
  });
});
