// Denoisers that need no training: each says what x₀ is on average, given a noised picture and a set of pictures that it
// may come from. They go through the set block by block, so that whoever waits sees a first answer and can break off.
// Coordinates of variance preserving diffusion: x = signal·x₀ + noise·ε, signal² + noise² = 1, pictures in −1…1.

/** Pictures as bytes 0…255, [count, height, width, channels]; 0 is −1 and 255 is 1. */
export interface PictureSet {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly images: Uint8Array;
}

export interface NoiseLevel {
  readonly signal: number;
  /** Above 0. */
  readonly noise: number;
}

/** A denoiser on its way through a set, for some noised pictures at one level. */
export interface Denoising {
  /** Takes pictures `from` to `to` − 1 of the set into account; each once, in any order. */
  add(from: number, to: number): void;
  /** x̂₀ of each noised picture, from what has been added so far. */
  originals(): Float64Array[];
}

/** A byte as a number of −1…1 is byte / half − 1. */
export const half = 127.5;

export const pictureSize = ({ height, width, channels }: Omit<PictureSet, 'images' | 'count'>): number =>
  height * width * channels;
