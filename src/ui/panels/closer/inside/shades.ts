// Numbers of any sign as colours: black is 0, orange above, blue below, as bright as they are large.
import type { Pictures } from '../../../../lab/pictures';

const above = [255, 176, 84] as const;
const below = [92, 176, 255] as const;

interface Shape {
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

export const largest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** @param values [count, height, width] @param full the size that is drawn at full brightness */
export function signedPictures(values: ArrayLike<number>, shape: Shape, full = largest(values)): Pictures {
  const bytes = new Uint8Array(3 * values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    const share = full > 0 ? Math.min(1, Math.abs(value) / full) : 0;
    (value < 0 ? below : above).forEach((part, channel) => {
      bytes[3 * i + channel] = Math.round(share * part);
    });
  }
  return { ...shape, channels: 3, low: -full, high: full, bytes };
}

/** [height, width, channels] as a picture for each channel, [channels, height, width]. */
export function channelsFirst(values: Float32Array, channels: number, count: number): Float32Array {
  const pixels = values.length / channels;
  return Float32Array.from({ length: count * pixels }, (_, i) => {
    const [channel, pixel] = [Math.floor(i / pixels), i % pixels];
    return values[pixel * channels + channel] ?? 0;
  });
}
