// Films as GIF; the encoder is loaded with this file.
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { Pictures } from '../../lab/pictures';
import type { DrawCaption } from './captions';
import type { Advance } from '../state/jobs';
import { toRaster, type GridLayout } from '../parts/paint';

/** Enlarges rows of bytes, one a pixel, by a whole factor. @param width pixels of a row */
export function enlarge(pixels: Uint8Array, width: number, factor: number): Uint8Array {
  const across = width * factor;
  const large = new Uint8Array(pixels.length * factor * factor);
  for (let y = 0; y * width < pixels.length; y += 1) {
    const top = y * factor * across;
    for (let x = 0; x < width; x += 1) {
      large.fill(pixels[y * width + x] ?? 0, top + x * factor, top + (x + 1) * factor);
    }
    for (let copy = 1; copy < factor; copy += 1) {
      large.copyWithin(top + copy * across, top, top + across);
    }
  }
  return large;
}

/** 64 grey levels are enough for noise, and halve the file. */
const greys = Array.from({ length: 64 }, (_, i): [number, number, number] => {
  const level = Math.round((i * 255) / 63);
  return [level, level, level];
});

export interface GifOptions extends GridLayout {
  readonly factor: number;
  readonly framesPerSecond: number;
  /** Words below each frame, and how tall they are; none without it. */
  readonly caption?: { readonly height: number; readonly draw: DrawCaption };
}

/** Rows of indices below those of the pictures. */
function below(pixels: Uint8Array, caption: Uint8Array): Uint8Array {
  const all = new Uint8Array(pixels.length + caption.length);
  all.set(pixels);
  all.set(caption, pixels.length);
  return all;
}

/** The last frame stands for two seconds. @param advance awaited after each frame */
export async function toGif(
  frames: readonly Pictures[],
  options: GifOptions,
  advance: Advance,
): Promise<Uint8Array<ArrayBuffer>> {
  const gif = GIFEncoder();
  const { factor, framesPerSecond, caption } = options;
  for (const [i, pictures] of frames.entries()) {
    const { width, height, data } = toRaster(pictures, options);
    const palette = pictures.channels === 1 ? greys : quantize(data, 128);
    const last = i === frames.length - 1;
    const across = width * factor;
    const large = enlarge(applyPalette(data, palette), width, factor);
    const words = caption && applyPalette(caption.draw(i, across), palette);
    const tall = height * factor + (caption?.height ?? 0);
    gif.writeFrame(words ? below(large, words) : large, across, tall, {
      palette,
      delay: last ? 2000 : 1000 / framesPerSecond,
    });
    await advance(i + 1, frames.length);
  }
  gif.finish();
  return new Uint8Array(gif.bytes());
}
