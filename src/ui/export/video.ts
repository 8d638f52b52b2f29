// A film as a video, recorded from a canvas by the browser itself, where it can.
import type { Pictures } from '../../store/pictures';
import { toRaster } from '../parts/paint';
import { enlarge, type GifOptions } from './gif';

const kinds = ['video/mp4;codecs=avc1.42E01E', 'video/webm;codecs=vp9', 'video/webm'] as const;

/** The first kind of video that this browser records; null where it records none. */
export function videoKind(): string | null {
  if (typeof MediaRecorder === 'undefined') return null;
  return kinds.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? null;
}

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Plays the frames on a canvas in real time and records them; takes as long as the film. */
export async function toVideo(frames: readonly Pictures[], kind: string, options: GifOptions): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const rasters = frames.map((pictures) => enlarge(toRaster(pictures, options), options.factor));
  const [first] = rasters;
  const context = canvas.getContext('2d');
  if (!first || !context) return new Blob([], { type: kind });
  // Video encoders want even sides.
  canvas.width = first.width + (first.width % 2);
  canvas.height = first.height + (first.height % 2);
  const recorder = new MediaRecorder(canvas.captureStream(), {
    mimeType: kind,
    videoBitsPerSecond: 4_000_000,
  });
  const pieces: Blob[] = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const stopped = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve();
  });
  recorder.start();
  for (const { width, height, data } of rasters) {
    context.putImageData(new ImageData(data, width, height), 0, 0);
    await wait(1000 / options.framesPerSecond);
  }
  await wait(1000);
  recorder.stop();
  await stopped;
  return new Blob(pieces, { type: kind });
}
