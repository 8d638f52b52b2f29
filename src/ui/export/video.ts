// A film as a video, recorded from a canvas by the browser itself, where it can.
import type { Pictures } from '../../lab/pictures';
import type { Advance } from '../state/jobs';
import type { Screen } from './screen';

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

export interface VideoOptions {
  readonly kind: string;
  readonly framesPerSecond: number;
}

/**
 * Plays the frames on a screen in real time and records it; takes as long as the film. Video encoders want even sides.
 * @param advance awaited after each frame
 */
export async function toVideo(
  frames: readonly Pictures[],
  screen: Screen,
  { kind, framesPerSecond }: VideoOptions,
  advance: Advance,
): Promise<Blob> {
  const stream = screen.canvas.captureStream();
  const recorder = new MediaRecorder(stream, {
    mimeType: kind,
    videoBitsPerSecond: 4_000_000,
  });
  const pieces: Blob[] = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const stopped = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve();
  });
  recorder.start();
  try {
    for (const [i, pictures] of frames.entries()) {
      screen.show(pictures);
      await wait(1000 / framesPerSecond);
      await advance(i + 1, frames.length);
    }
    await wait(1000);
    await advance(frames.length, frames.length);
  } finally {
    recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  }
  await stopped;
  return new Blob(pieces, { type: kind });
}
