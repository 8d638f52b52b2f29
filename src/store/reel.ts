// The film of a reverse process: its frames in order, bounded in number, each with its place on the time ruler.
import type { LabConfig } from '../lab/fields';
import type { ImageBatch } from '../lab/images';
import type { SampleFrame } from '../lab/reports';
import type { Lane, SampleStart } from '../worker/protocol';
import { toPictures, type Pictures } from '../lab/pictures';

/** Where a film comes from. */
export interface ReelOrigin {
  readonly lane: Lane;
  readonly config: LabConfig;
  readonly start: SampleStart;
  /** Its model: the run's id (0 for the bundled recording), and the steps that it had been trained for. */
  readonly run: number;
  readonly trainingSteps: number;
}

export interface ReelFrame extends SampleFrame<Pictures> {
  /** The numbers as they were, [count, height, width, channels], where the film is small enough to keep them. */
  readonly exact?: Readonly<Record<'xt' | 'predOriginalSample' | 'predEpsilon', Float32Array>>;
}

export interface Reel extends ReelOrigin {
  readonly steps: number;
  readonly frames: readonly ReelFrame[];
  readonly finished: boolean;
  /** Only every `stride`-th step is kept (the last always). */
  readonly stride: number;
}

/** More frames than this are thinned out: at 64 samples of 28×28 a film then takes 30 MB at most. */
const mostFrames = 200;

/** Of a whole film's exact numbers: 64 samples of 28×28 over 50 steps. */
const mostExactBytes = 32e6;

/** ε̂ is drawn over ±3 standard deviations. */
const epsilonRange = 3;

export const emptyReel = (origin: ReelOrigin): Reel => ({
  ...origin,
  steps: origin.config.samplingSteps,
  frames: [],
  finished: false,
  stride: Math.max(1, Math.ceil(origin.config.samplingSteps / mostFrames)),
});

export function addFrame(reel: Reel, frame: SampleFrame<ImageBatch>): Reel {
  const { step, steps } = frame;
  if (step % reel.stride !== 0 && step !== steps) return { ...reel, steps };
  const { xt, predOriginalSample, predEpsilon } = frame;
  const exactBytes = 3 * xt.pixels.byteLength * (steps / reel.stride + 1);
  const kept: ReelFrame = {
    ...frame,
    ...(exactBytes <= mostExactBytes && {
      exact: {
        xt: xt.pixels,
        predOriginalSample: predOriginalSample.pixels,
        predEpsilon: predEpsilon.pixels,
      },
    }),
    xt: toPictures(xt),
    predOriginalSample: toPictures(predOriginalSample),
    predEpsilon: toPictures(predEpsilon, -epsilonRange, epsilonRange),
  };
  return { ...reel, steps, frames: [...reel.frames, kept] };
}

/** Position of a frame on the time ruler: 0 the clean image, 1 is x_T. */
export const frameTime = (frame: Pick<SampleFrame<unknown>, 'timestep'>, timesteps: number): number =>
  (frame.timestep + 1) / timesteps;

/** Index of the frame nearest to a position on the ruler; −1 when there is none. The later of two equals wins. */
export function frameAt(
  frames: readonly Pick<SampleFrame<unknown>, 'timestep'>[],
  timesteps: number,
  time: number,
): number {
  let best = -1;
  let distance = Infinity;
  for (const [index, frame] of frames.entries()) {
    const here = Math.abs(frameTime(frame, timesteps) - time);
    if (here <= distance) {
      best = index;
      distance = here;
    }
  }
  return best;
}
