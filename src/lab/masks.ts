// Which part of a picture is drawn anew: halves and a middle to begin with, and what a brush paints.
import type { PictureShape } from './images';

/** Parts that can be hidden at once. */
export const holes = ['left', 'right', 'top', 'bottom', 'middle'] as const;

export type Hole = (typeof holes)[number];

/** Of places 0…1 from the top and from the left. */
const inside = {
  left: (_y, x) => x < 0.5,
  right: (_y, x) => x >= 0.5,
  top: (y) => y < 0.5,
  bottom: (y) => y >= 0.5,
  middle: (y, x) => Math.abs(y - 0.5) < 0.25 && Math.abs(x - 0.5) < 0.25,
} as const satisfies Record<Hole, (y: number, x: number) => boolean>;

type Sides = Pick<PictureShape, 'height' | 'width'>;

/** [height, width]: 1 where the picture is kept, which is everywhere without a hole. */
export const maskOf = (hole: Hole | null, { height, width }: Sides): Uint8Array =>
  Uint8Array.from({ length: height * width }, (_, i) =>
    hole && inside[hole](Math.floor(i / width) / height, (i % width) / width) ? 0 : 1,
  );

export interface Stroke {
  /** Places in pixels of the picture, from its top left corner. */
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  /** In pixels. */
  readonly radius: number;
  /** 1 keeps what is under the brush, 0 hides it. */
  readonly value: 0 | 1;
}

/** The mask with every pixel whose middle a round brush has passed over set to `value`. */
export function painted(mask: Uint8Array, { width }: Sides, { from, to, radius, value }: Stroke): Uint8Array {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length2 = dx * dx + dy * dy;
  return mask.map((before, i) => {
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    const along = length2 > 0 ? ((x - from.x) * dx + (y - from.y) * dy) / length2 : 0;
    const nearest = Math.max(0, Math.min(1, along));
    const distance = Math.hypot(x - from.x - nearest * dx, y - from.y - nearest * dy);
    return distance <= radius ? value : before;
  });
}
