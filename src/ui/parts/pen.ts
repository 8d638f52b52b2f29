// A pen that follows one pointer: lines from where it last was. What a browser says of a pointer's movement is in
// units that differ between browsers and screens, so only its places count.

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The part of a PointerEvent that a pen needs. */
export interface PenEvent {
  readonly pointerId: number;
  readonly button: number;
  readonly clientX: number;
  readonly clientY: number;
  /** The places since the last event; missing in older browsers, empty for events that a script made. */
  readonly getCoalescedEvents?: () => readonly Pick<PenEvent, 'clientX' | 'clientY'>[];
}

export type Line = readonly [from: Place, to: Place];

/** Each answer is what to draw, in the window's pixels; a dot begins and ends at one place. */
export interface Pen {
  /** Nothing for another button, nor for a second finger. */
  down(event: PenEvent): readonly Line[];
  move(event: PenEvent): readonly Line[];
  up(event: Pick<PenEvent, 'pointerId'>): void;
}

export function createPen(): Pen {
  let drawing: { readonly pointerId: number; last: Place } | null = null;
  return {
    down({ pointerId, button, clientX: x, clientY: y }) {
      if (drawing || button !== 0) return [];
      drawing = { pointerId, last: { x, y } };
      return [[drawing.last, drawing.last]];
    },
    move(event) {
      const pen = drawing?.pointerId === event.pointerId ? drawing : null;
      if (!pen) return [];
      const between = event.getCoalescedEvents?.() ?? [];
      return (between.length > 0 ? between : [event]).map(({ clientX: x, clientY: y }) => {
        const from = pen.last;
        pen.last = { x, y };
        return [from, pen.last] as const;
      });
    },
    up({ pointerId }) {
      if (drawing?.pointerId === pointerId) drawing = null;
    },
  };
}
