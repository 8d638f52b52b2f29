// What each event of the worker changes: a pure function from the state and an event to the changed part.
import type { PictureShape } from '../lab/images';
import { follow } from '../lab/changes';
import type { WorkerEvent } from '../worker/protocol';
import { atStart, idle, restOf } from './phase';
import { toPictures } from './pictures';
import { normalise } from './reconcile';
import { addFrame, frameTime } from './reel';
import { addFilmRow, addReport, newRun, type Run } from './run';
import type { LabState } from './state';

/** Runs kept side by side; the oldest go. */
const mostRuns = 6;

const changeLast = (runs: readonly Run[], change: (run: Run) => Run): readonly Run[] =>
  runs.map((run, i) => (i === runs.length - 1 ? change(run) : run));

const shapeOf = ({ height, width, channels }: PictureShape): PictureShape => ({ height, width, channels });

type EventOf<Type extends WorkerEvent['type']> = Extract<WorkerEvent, { type: Type }>;

function progress(state: LabState, { stage, done, total }: EventOf<'progress'>): Partial<LabState> {
  const { phase } = state;
  // The self-test belongs to the opening of the device, which the status line tells.
  if (stage === 'self-test' && phase.kind !== 'compiling') return {};
  if (stage !== 'data') return { phase: { kind: 'compiling', stage, done, total } };
  if (phase.kind !== 'loading')
    return phase.kind === 'idle' ? { phase: { kind: 'loading', done, total, then: 'idle' } } : {};
  return { phase: { ...phase, done, total } };
}

function training(state: LabState, { parameters }: EventOf<'training'>): Partial<LabState> {
  const { asked, runs, dataset, model } = state;
  if (!asked || !dataset) return {};
  const last = runs.at(-1);
  if (!asked.fresh && last && model) {
    const config = follow(model.config, asked.config);
    return {
      runs: changeLast(runs, (run) => ({ ...run, config })),
      model: { ...model, config },
    };
  }
  const run = newRun({ id: (last?.id ?? 0) + 1, config: asked.config, parameters });
  return { ...withNewRun(state, run, dataset), kept: null };
}

/** A run that begins, of a model that was trained on pictures of this shape. */
const withNewRun = ({ runs }: LabState, run: Run, shape: PictureShape): Partial<LabState> => ({
  runs: [...runs, run].slice(-mostRuns),
  check: null,
  model: {
    run: run.id,
    config: run.config,
    shape: shapeOf(shape),
    step: run.step,
    parameters: run.parameters,
  },
});

function report(state: LabState, { report: news }: EventOf<'report'>): Partial<LabState> {
  const { step, steps, stepsPerSecond, imagesPerSecond, secondsLeft } = news;
  const progressNow = { step, steps, stepsPerSecond, imagesPerSecond, secondsLeft };
  const { phase } = state;
  return {
    runs: changeLast(state.runs, (run) => addReport(run, news)),
    model: state.model && { ...state.model, step },
    phase: { kind: phase.kind === 'paused' ? 'paused' : 'training', progress: progressNow },
  };
}

function paused(state: LabState, { step }: EventOf<'paused'>): Partial<LabState> {
  const { phase } = state;
  const known = phase.kind === 'training' || phase.kind === 'paused' ? phase.progress : null;
  const steps = state.asked?.config.steps ?? step;
  return { phase: { kind: 'paused', progress: { ...(known ?? atStart(steps)), step } } };
}

/** The curves go back with the weights, so that training on draws on from there. */
function restored({ runs, model, kept }: LabState, { step }: EventOf<'restored'>): Partial<LabState> {
  const then = kept?.run;
  return {
    runs: then ? runs.map((run) => (run.id === then.id ? then : run)) : runs,
    model: model && { ...model, step },
    check: null,
    phase: idle,
  };
}

function frame(state: LabState, { lane, frame: news }: EventOf<'frame'>): Partial<LabState> {
  const reel = state.reels[lane];
  if (!reel) return {};
  // The ruler follows the main film while it is being made.
  const time = Math.min(1, Math.max(0, frameTime(news, reel.config.timesteps)));
  return {
    reels: { ...state.reels, [lane]: addFrame(reel, news) },
    ...(lane === 'main' && { config: { ...state.config, time } }),
  };
}

function sampled(state: LabState, { lane }: EventOf<'sampled'>): Partial<LabState> {
  const reel = state.reels[lane];
  const { phase } = state;
  return {
    reels: { ...state.reels, [lane]: reel && { ...reel, finished: true } },
    ...(phase.kind === 'sampling' && phase.lane === lane && { phase: phase.then }),
  };
}

/** The data set that the model was trained on is here before it. Its curves stayed where it was trained. */
function loaded(state: LabState, { config, step, parameters }: EventOf<'loaded'>): Partial<LabState> {
  const { dataset, runs } = state;
  if (!dataset) return {};
  const run = newRun({ id: (runs.at(-1)?.id ?? 0) + 1, config, parameters, step });
  return {
    ...withNewRun(state, run, dataset),
    config: { ...normalise(config), time: state.config.time },
    gaveWay: {},
    kept: null,
    phase: idle,
  };
}

/** Other images end the wait for images, and the failure of others. */
function data(state: LabState, { info }: EventOf<'data'>): Partial<LabState> {
  const { phase } = state;
  const waited = phase.kind === 'loading' && phase.then === 'idle';
  const failed = phase.kind === 'failed' && (phase.code === 'no-data' || phase.code === 'bad-file');
  return { dataset: info, ownPicture: null, check: null, ...((waited || failed) && { phase: idle }) };
}

export function reduce(state: LabState, event: WorkerEvent): Partial<LabState> {
  switch (event.type) {
    case 'opened': {
      const { backend, adapter, reason, stepMs, software } = event;
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
    case 'tuned':
      return {};
    case 'data':
      return data(state, event);
    case 'progress':
      return progress(state, event);
    case 'training':
      return training(state, event);
    case 'report':
      return report(state, event);
    case 'preview':
      return { runs: changeLast(state.runs, (run) => addFilmRow(run, event.step, event.images)) };
    case 'kept':
      return { kept: { step: event.step, run: state.runs.at(-1) ?? null } };
    case 'restored':
      return restored(state, event);
    case 'paused':
      return paused(state, event);
    case 'trained':
      return { phase: restOf(idle), model: state.model && { ...state.model, step: event.step } };
    case 'frame':
      return frame(state, event);
    case 'sampled':
      return sampled(state, event);
    case 'denoised': {
      const { timesteps, corrupted, predicted } = event;
      return { check: { timesteps, corrupted: toPictures(corrupted), predicted: toPictures(predicted) } };
    }
    case 'outline':
      return { outline: { layers: event.layers, problem: event.problem ?? null } };
    case 'saved':
      return {};
    case 'loaded':
      return loaded(state, event);
    case 'notice':
      return { notices: [...state.notices, { name: event.name, cause: event.cause }] };
    case 'failed': {
      const { code, sentence, reason } = event;
      return { phase: { kind: 'failed', code, sentence, ...(reason && { reason }) } };
    }
  }
}
