// What the worker's news of the reverse process and of the denoising check change.
import type { EventOf } from '../events';
import { idle } from '../phases';
import { toPictures } from '../../lab/pictures';
import { addFrame, emptyReel, frameTime } from '../reel';
import type { LabState } from '../state';

export function frameDrawn(state: LabState, { lane, frame }: EventOf<'frame'>): Partial<LabState> {
  // Its own follower hears of it.
  if (lane === 'map') return {};
  const { sampling } = state;
  const isFirst = frame.step === 0 && sampling.kind === 'sampling';
  const reel = isFirst ? emptyReel(sampling.origin) : state.reels[lane];
  if (!reel) return {};
  // The ruler follows the main film while it is being made.
  const time = Math.min(1, Math.max(0, frameTime(frame, reel.config.timesteps)));
  return {
    reels: { ...state.reels, [lane]: addFrame(reel, frame) },
    ...(lane === 'main' && { config: { ...state.config, time } }),
  };
}

export function sampled({ reels, sampling }: LabState, { lane }: EventOf<'sampled'>): Partial<LabState> {
  if (lane === 'map') return {};
  const reel = reels[lane];
  const ended = sampling.kind === 'sampling' && sampling.origin.lane === lane;
  return {
    reels: { ...reels, [lane]: reel && { ...reel, finished: true } },
    ...(ended && { sampling: idle }),
  };
}

export function assessed({ model }: LabState, event: EventOf<'assessed'>): Partial<LabState> {
  if (!model) return {};
  const { quality, samples, nearest, distances } = event;
  return {
    quality: {
      kind: 'done',
      of: { run: model.run, step: model.step },
      quality,
      samples: toPictures(samples),
      nearest: toPictures(nearest),
      distances,
    },
  };
}

export const exploring = (state: LabState, { done, total }: EventOf<'exploring'>): Partial<LabState> =>
  state.exploring.kind === 'drawing' ? { exploring: { ...state.exploring, done, total } } : {};

export function explored(state: LabState, { places, frames }: EventOf<'explored'>): Partial<LabState> {
  if (state.exploring.kind !== 'drawing') return {};
  const { exploration } = state.exploring;
  const film = { places, frames: frames.map((frame) => toPictures(frame)) };
  const { jump } = state;
  return {
    exploring: { kind: 'done', exploration, ...film },
    ...(jump && exploration.what === 'steps' && { jump: { ...jump, after: film } }),
  };
}

export const denoised = ({ timesteps, corrupted, predicted }: EventOf<'denoised'>): Partial<LabState> => ({
  check: {
    kind: 'done',
    timesteps,
    corrupted: toPictures(corrupted),
    predicted: toPictures(predicted),
  },
});
