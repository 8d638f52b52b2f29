// A PNG of many small images in rows and columns.
import { encode } from 'fast-png';
import { toBytes } from '../datasets/types';

export interface GridOptions {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly columns: number;
  /** Each pixel becomes a square of so many. */
  readonly scale?: number;
}

const gap = 2;

/** @param pixels [count, height, width, channels] in −1…1. */
export function gridPng(
  pixels: Float32Array,
  { height, width, channels, columns, scale = 2 }: GridOptions,
): Uint8Array {
  const bytes = toBytes(pixels);
  const count = bytes.length / (height * width * channels);
  const rows = Math.ceil(count / columns);
  const [cellHeight, cellWidth] = [height * scale + gap, width * scale + gap];
  const out = { width: columns * cellWidth + gap, height: rows * cellHeight + gap };
  const data = new Uint8Array(out.width * out.height * channels).fill(128);
  for (let i = 0; i < count; i++) {
    const top = gap + Math.floor(i / columns) * cellHeight;
    const left = gap + (i % columns) * cellWidth;
    for (let y = 0; y < height * scale; y++) {
      for (let x = 0; x < width * scale; x++) {
        const from = ((i * height + Math.floor(y / scale)) * width + Math.floor(x / scale)) * channels;
        const to = ((top + y) * out.width + left + x) * channels;
        for (let c = 0; c < channels; c++) data[to + c] = bytes[from + c] ?? 0;
      }
    }
  }
  return encode({ ...out, data, channels, depth: 8 });
}
