// The reverse paths that a map is made of: every sample's x at every step, and what the network took for its picture there.
import { defaultConfig, type LabConfig } from '../../../../lab/fields';
import type { ImageBatch, PictureShape } from '../../../../lab/images';
import { toPictures, type Pictures } from '../../../../lab/pictures';
import { recordedFrames, type Recording } from '../../../../lab/recording';
import type { SampleFrame } from '../../../../lab/reports';
import { sampledClass } from '../../../../lab/sampleClass';

export interface PathFrame {
  /** Place on the ruler, 0 (clean) … T. */
  readonly position: number;
  /** [count, height, width, channels] */
  readonly xt: Float32Array;
  /** What was made of the frame before: all zero at the first. */
  readonly predOriginalSample: Pictures;
}

export interface PathFilm extends PictureShape {
  readonly count: number;
  readonly timesteps: number;
  readonly frames: readonly PathFrame[];
  /** Of each path, where it was asked for one. */
  readonly classes: readonly (number | null)[];
  readonly classNames: readonly string[];
  readonly dataset: string;
  readonly source: 'recording' | 'model';
}

export interface FilmOrigin {
  readonly config: LabConfig;
  readonly classNames: readonly string[];
  readonly source: PathFilm['source'];
}

/** @param frames all of a film, in order, of as many pictures each */
export function toFilm(
  frames: readonly SampleFrame<ImageBatch>[],
  { config, classNames, source }: FilmOrigin,
): PathFilm | null {
  const [first] = frames;
  if (!first) return null;
  const { count, height, width, channels } = first.xt;
  return {
    count,
    height,
    width,
    channels,
    timesteps: config.timesteps,
    frames: frames.map(({ timestep, xt, predOriginalSample }) => ({
      position: timestep + 1,
      xt: xt.pixels,
      predOriginalSample: toPictures(predOriginalSample),
    })),
    classes: Array.from({ length: count }, (_, index) => sampledClass(config, index, classNames.length)),
    classNames,
    dataset: config.dataset,
    source,
  };
}

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The bundled recording: one of each class in turn. */
export function recordedFilm(recording: Recording): PathFilm | null {
  const { count, height, width, channels, timesteps, dataset } = recording.header;
  const batch = (pixels: Float32Array): ImageBatch => ({ count, height, width, channels, pixels });
  const frames = [...recordedFrames(recording)].map((frame) => ({
    ...frame,
    xt: batch(frame.xt),
    predOriginalSample: batch(frame.predOriginalSample),
    predEpsilon: batch(frame.predEpsilon),
  }));
  const config = { ...defaultConfig, timesteps, classConditional: true, sampleClass: -1 };
  const film = toFilm(frames, { config, classNames: digits, source: 'recording' });
  return film && { ...film, dataset };
}

/** Index of the frame nearest to a place on the ruler, whose lengths may differ; the later of two equals. */
export function frameOf({ frames, timesteps }: PathFilm, time: number): number {
  let best = 0;
  for (const [index, { position }] of frames.entries()) {
    const here = Math.abs(position / timesteps - time);
    if (here <= Math.abs((frames[best]?.position ?? 0) / timesteps - time)) best = index;
  }
  return best;
}

/** What the network takes x for at a frame of a path: it is told with the next one. */
export function guessAt({ frames }: PathFilm, frame: number): Pictures | null {
  return frames[Math.min(frame + 1, frames.length - 1)]?.predOriginalSample ?? null;
}
