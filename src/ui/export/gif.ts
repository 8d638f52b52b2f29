// Films as GIF; the encoder is loaded with this file.
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { Pictures } from '../../store/pictures';
import { toRaster, type GridLayout, type Raster } from '../parts/paint';

/** Enlarges by whole factors, without smoothing. */
export function enlarge({ width, height, data }: Raster, factor: number): Raster {
  const large = new Uint8ClampedArray(width * height * factor * factor * 4);
  const across = width * factor;
  for (let y = 0; y < height * factor; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const from = (Math.floor(y / factor) * width + Math.floor(x / factor)) * 4;
      large.set(data.subarray(from, from + 4), (y * across + x) * 4);
    }
  }
  return { width: across, height: height * factor, data: large };
}

/** 64 grey levels are enough for noise, and halve the file. */
const greys = Array.from({ length: 64 }, (_, i): [number, number, number] => {
  const level = Math.round((i * 255) / 63);
  return [level, level, level];
});

export interface GifOptions extends GridLayout {
  readonly factor: number;
  readonly framesPerSecond: number;
}

/** The last frame stands for two seconds. */
export function toGif(frames: readonly Pictures[], options: GifOptions): Uint8Array<ArrayBuffer> {
  const gif = GIFEncoder();
  for (const [i, pictures] of frames.entries()) {
    const { width, height, data } = enlarge(toRaster(pictures, options), options.factor);
    const palette = pictures.channels === 1 ? greys : quantize(data, 128);
    const last = i === frames.length - 1;
    gif.writeFrame(applyPalette(data, palette), width, height, {
      palette,
      delay: last ? 2000 : 1000 / options.framesPerSecond,
    });
  }
  gif.finish();
  return new Uint8Array(gif.bytes());
}
