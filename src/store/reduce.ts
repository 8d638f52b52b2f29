// What each event of the worker changes: a pure function from the state and an event to the changed part.
import type { Failure } from '../lab/errors';
import type { Channel } from '../worker/client';
import type { WorkerEvent } from '../worker/protocol';
import { dataLoaded, dataProgress } from './data/reduce';
import type { EventOf } from './events';
import { idle, type Failed } from './phases';
import { assessed, denoised, explored, exploring, frameDrawn, sampled } from './sampling/reduce';
import type { LabState } from './state';
import { runStored } from './stored/reduce';
import * as training from './training/reduce';

function opened({ backend, adapter, reason, stepMs, software }: EventOf<'opened'>): Partial<LabState> {
  return {
    device: {
      kind: 'open',
      backend,
      adapter,
      ...(reason !== undefined && { reason }),
      ...(stepMs !== undefined && { stepMs }),
      ...(software !== undefined && { software }),
    },
  };
}

function progress(channel: Channel, event: EventOf<'progress'>): Partial<LabState> {
  if (channel === 'data') return dataProgress(event);
  return channel === 'training' ? training.trainingProgress(event) : {};
}

/** Each failure has its own place: it ends what failed, and what waited for it. */
function failed(
  { training: { kind }, exploring: explored }: LabState,
  channel: Channel,
  failure: Failure,
): Partial<LabState> {
  const phase: Failed = { kind: 'failed', failure };
  const waits = kind === 'waiting';
  switch (channel) {
    case 'device':
      return { device: phase, ...(waits && { training: idle }) };
    case 'data':
      return { data: phase, ...(waits && { training: phase }) };
    case 'training':
      return { training: phase };
    case 'sampling-main':
    case 'sampling-other':
      return { sampling: phase };
    case 'check':
      return { check: phase };
    case 'quality':
      return { quality: phase };
    case 'exploring':
      return explored.kind === 'drawing'
        ? { exploring: { ...phase, exploration: explored.exploration } }
        : {};
    case 'outline':
      return { outline: phase };
    case 'model-file':
      return { modelFile: phase };
    case 'runs':
      return { storage: { kind: 'off' } };
    case 'save':
    case 'hand-over':
    case 'compare':
    case 'closer':
    case 'inside':
    case 'untrained':
    case 'untrained-draw':
    case 'sampling-map':
    case 'kept-data':
    case 'browsing':
    case 'picture':
      // Whoever asked is told.
      return {};
  }
}

/** @param channel what the event answers */
export function reduce(state: LabState, event: WorkerEvent, channel: Channel): Partial<LabState> {
  switch (event.type) {
    case 'opened':
      return opened(event);
    case 'data':
      return dataLoaded(state, event);
    case 'progress':
      return progress(channel, event);
    case 'training':
      return training.trainingBegan(state, event);
    case 'report':
      return training.reported(state, event);
    case 'preview':
      return training.filmed(state, event);
    case 'kept':
      return training.weightsKept(state, event);
    case 'rescued':
      return training.weightsRescued(state, event);
    case 'restored':
      return training.restored(state, event);
    case 'paused':
      return training.paused(state, event);
    case 'trained':
      return training.trained(state, event);
    case 'frame':
      return frameDrawn(state, event);
    case 'sampled':
      return sampled(state, event);
    case 'denoised':
      return denoised(event);
    case 'measured':
      return training.measured(state, event);
    case 'assessing':
      return { quality: { kind: 'measuring', done: event.done, total: event.total } };
    case 'assessed':
      return assessed(state, event);
    case 'exploring':
      return exploring(state, event);
    case 'explored':
      return explored(state, event);
    case 'outline':
      return { outline: { kind: 'done', layers: event.layers } };
    case 'loaded':
      return training.modelLoaded(state, event);
    case 'runs':
      return { storage: event.runs ? { kind: 'on', runs: event.runs } : { kind: 'off' } };
    case 'stored':
      return runStored(state, event);
    case 'notice':
      return {
        notices: [
          ...state.notices,
          { name: event.name, cause: event.cause, ...(event.reason && { reason: event.reason }) },
        ],
        // The question before leaving is asked again.
        ...(event.name === 'unkept' && { storage: { kind: 'off' } as const }),
      };
    case 'failed': {
      const { code, sentence, reason } = event;
      return failed(state, channel, { code, sentence, ...(reason && { reason }) });
    }
    case 'tuned':
    case 'inside':
    case 'untrained':
    case 'untrained-drawn':
    case 'nearest-found':
    case 'saved':
    case 'handed-over':
    case 'run-read':
    case 'kept-data':
    case 'browsed':
    case 'alive':
      return {};
  }
}
