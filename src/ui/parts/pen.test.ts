import { describe, expect, it } from 'vitest';
import { createPen, type Line, type PenEvent } from './pen';

const at = (clientX: number, clientY: number, rest: Partial<PenEvent> = {}): PenEvent => ({
  pointerId: 1,
  button: 0,
  clientX,
  clientY,
  ...rest,
});

const written = (lines: readonly Line[]): readonly string[] =>
  lines.map(([from, to]) => `${from.x},${from.y}–${to.x},${to.y}`);

describe('the pen of the drawing pad', () => {
  it('draws an unbroken line, whatever the browser says of the movement', () => {
    const pen = createPen();
    const still = { movementX: 0, movementY: 0 };
    expect(written(pen.down({ ...at(40, 40), ...still }))).toEqual(['40,40–40,40']);
    expect(written(pen.move({ ...at(180, 40), ...still }))).toEqual(['40,40–180,40']);
  });

  it('goes through the places that a slow page has missed', () => {
    const pen = createPen();
    pen.down(at(0, 0));
    const missed = { getCoalescedEvents: () => [at(10, 5), at(20, 5), at(30, 0)] };
    expect(written(pen.move(at(30, 0, missed)))).toEqual(['0,0–10,5', '10,5–20,5', '20,5–30,0']);
    expect(written(pen.move(at(40, 0, { getCoalescedEvents: () => [] })))).toEqual(['30,0–40,0']);
  });

  it('obeys one pointer and its first button', () => {
    const pen = createPen();
    expect(pen.down(at(0, 0, { button: 2 }))).toEqual([]);
    expect(pen.move(at(5, 5))).toEqual([]);
    pen.down(at(0, 0));
    expect(pen.down(at(90, 90, { pointerId: 2 }))).toEqual([]);
    expect(pen.move(at(95, 95, { pointerId: 2 }))).toEqual([]);
    pen.up({ pointerId: 2 });
    expect(written(pen.move(at(7, 7)))).toEqual(['0,0–7,7']);
  });

  it('lifts when the pointer is let go or taken away, and begins anew where it comes down', () => {
    const pen = createPen();
    pen.down(at(0, 0));
    pen.up({ pointerId: 1 });
    expect(pen.move(at(50, 50))).toEqual([]);
    expect(written(pen.down(at(60, 60)))).toEqual(['60,60–60,60']);
  });
});
