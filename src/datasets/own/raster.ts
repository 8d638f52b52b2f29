// Pixels turned upright and brought to a small square, as the page's canvas does it.
import type { OwnFit } from './picture';

/** [height, width, 4], RGBA bytes. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Where pixel (x, y) of an upright image lies in one of this EXIF orientation. */
const origins: Readonly<
  Record<number, (x: number, y: number, w: number, h: number) => readonly [number, number]>
> = {
  2: (x, y, w) => [w - 1 - x, y],
  3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
  4: (x, y, _w, h) => [x, h - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _w, h) => [y, h - 1 - x],
  7: (x, y, w, h) => [w - 1 - y, h - 1 - x],
  8: (x, y, w) => [w - 1 - y, x],
};

/** @param orientation EXIF's, 1 … 8; anything else counts as upright */
export function turned(raster: Raster, orientation: number): Raster {
  const origin = origins[orientation];
  if (!origin) return raster;
  const { width: w, height: h, data } = raster;
  const [width, height] = orientation >= 5 ? [h, w] : [w, h];
  const upright = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = origin(x, y, w, h);
      const from = 4 * (fromY * w + fromX);
      upright.set(data.subarray(from, from + 4), 4 * (y * width + x));
    }
  }
  return { width, height, data: upright };
}

/**
 * The middle square, or the whole between transparent bars, in another size: each pixel the mean of the area that it
 * covers, colours weighted by their alpha.
 */
export function squareOf({ width, height, data }: Raster, side: number, fit: OwnFit): Uint8Array {
  if (width === side && height === side) return data;
  const whole = (fit === 'crop' ? Math.min : Math.max)(width, height);
  const [left, top] = [(width - whole) / 2, (height - whole) / 2];
  const scale = whole / side;
  const columns = Array.from({ length: side }, (_, i) => covered(left + i * scale, scale, width));
  const rows = Array.from({ length: side }, (_, i) => covered(top + i * scale, scale, height));
  const square = new Uint8Array(4 * side * side);
  const sum = new Float64Array(4);
  for (const [y, row] of rows.entries()) {
    for (const [x, column] of columns.entries()) {
      sum.fill(0);
      for (const [fromY, down] of row) {
        for (const [fromX, across] of column) {
          const at = 4 * (fromY * width + fromX);
          const alpha = (data[at + 3] ?? 0) * down * across;
          for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (data[at + c] ?? 0) * alpha;
          sum[3] = (sum[3] ?? 0) + alpha;
        }
      }
      const alpha = sum[3] ?? 0;
      const to = 4 * (y * side + x);
      for (let c = 0; c < 3; c++) square[to + c] = alpha > 0 ? Math.round((sum[c] ?? 0) / alpha) : 0;
      square[to + 3] = Math.round(alpha / (scale * scale));
    }
  }
  return square;
}

/** The pixels that a stretch touches, each with how much of it lies inside. */
function covered(from: number, length: number, size: number): readonly (readonly [number, number])[] {
  const pixels: [number, number][] = [];
  for (let i = Math.max(0, Math.floor(from)); i < Math.min(size, Math.ceil(from + length)); i++) {
    const part = Math.min(i + 1, from + length) - Math.max(i, from);
    if (part > 1e-9) pixels.push([i, part]);
  }
  return pixels;
}
