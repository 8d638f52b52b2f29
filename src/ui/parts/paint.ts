// Pictures to RGBA pixels of a grid: pure arithmetic, so that it can be tested and used by every export.
import type { Pictures } from '../../lab/pictures';

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** RGBA, rows from the top; gaps between pictures are transparent. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

export interface GridLayout {
  readonly columns: number;
  /** Pixels between pictures. */
  readonly gap: number;
}

/** Lays pictures out row by row; grey pictures (one channel) become grey RGBA. */
export function toRaster(pictures: Pictures, { columns, gap }: GridLayout): Raster {
  const { count, height: h, width: w, channels, bytes } = pictures;
  const rows = Math.max(1, Math.ceil(count / columns));
  const across = Math.max(1, Math.min(columns, count));
  const width = across * w + (across - 1) * gap;
  const height = rows * h + (rows - 1) * gap;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let index = 0; index < count; index += 1) {
    const left = (index % columns) * (w + gap);
    const top = Math.floor(index / columns) * (h + gap);
    for (let y = 0; y < h; y += 1) {
      for (let x = 0; x < w; x += 1) {
        const from = ((index * h + y) * w + x) * channels;
        const to = ((top + y) * width + left + x) * 4;
        const red = bytes[from] ?? 0;
        data[to] = red;
        data[to + 1] = channels === 3 ? (bytes[from + 1] ?? 0) : red;
        data[to + 2] = channels === 3 ? (bytes[from + 2] ?? 0) : red;
        data[to + 3] = 255;
      }
    }
  }
  return { width, height, data };
}

/** Some of the pictures, in the order given. */
export function pick(pictures: Pictures, indices: readonly number[]): Pictures {
  const size = pictures.height * pictures.width * pictures.channels;
  const bytes = new Uint8Array(indices.length * size);
  for (const [place, index] of indices.entries()) {
    bytes.set(pictures.bytes.subarray(index * size, (index + 1) * size), place * size);
  }
  return { ...pictures, count: indices.length, bytes };
}
