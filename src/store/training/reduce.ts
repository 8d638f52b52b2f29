// What the worker's news of a training run and of its model change.
import { toPictures } from '../../lab/pictures';
import { keepView } from '../../lab/presets';
import type { EventOf } from '../events';
import { atStart, idle, progressOf } from '../phases';
import { normalise } from '../reconcile';
import { addFilmRow, addQuality, addReport, newRun, type Run } from '../run';
import type { LabState, TrainedModel } from '../state';

/** Runs kept side by side; the oldest go. */
const mostRuns = 6;

const nextId = ({ runs }: Pick<LabState, 'runs'>): number => Math.max(0, ...runs.map(({ id }) => id)) + 1;

const changeLast = (runs: readonly Run[], change: (run: Run) => Run): readonly Run[] =>
  runs.map((run, i) => (i === runs.length - 1 ? change(run) : run));

/** A run that begins, of a model that was trained on such pictures. What was drawn with another one ends. */
const withNewRun = (
  { runs }: LabState,
  run: Run,
  { shape, classNames, multiplyAdds }: Pick<TrainedModel, 'shape' | 'classNames' | 'multiplyAdds'>,
): Partial<LabState> => ({
  runs: [...runs, run].slice(-mostRuns),
  check: { kind: 'none' },
  quality: { kind: 'none' },
  exploring: { kind: 'none' },
  jump: null,
  sampling: idle,
  kept: null,
  model: {
    run: run.id,
    config: run.config,
    shape,
    classNames,
    step: run.step,
    parameters: run.parameters,
    ...(multiplyAdds !== undefined && { multiplyAdds }),
  },
});

export const trainingProgress = ({ stage, done, total }: EventOf<'progress'>): Partial<LabState> => ({
  training: { kind: 'compiling', stage, done, total },
});

export function trainingBegan(state: LabState, event: EventOf<'training'>): Partial<LabState> {
  const { fresh, config, parameters, before } = event;
  const { runs, model } = state;
  const last = runs.at(-1);
  if (!fresh && last && model) {
    return {
      runs: changeLast(runs, (run) => ({ ...run, config })),
      model: { ...model, config },
    };
  }
  const run = newRun({ id: nextId(state), config, parameters });
  return {
    ...withNewRun(state, run, event),
    storedAs: null,
    ...(before && {
      jump: {
        run: run.id,
        settings: state.config,
        before: { ...before, frames: before.frames.map((frame) => toPictures(frame)) },
        after: null,
      },
      // Those of the run, and of what comes of it.
      config: keepView(normalise(config), state.config),
      gaveWay: {},
    }),
  };
}

export function reported(state: LabState, { report: news }: EventOf<'report'>): Partial<LabState> {
  const { step, steps, stepsPerSecond, imagesPerSecond, secondsLeft } = news;
  const progress = { step, steps, stepsPerSecond, imagesPerSecond, secondsLeft };
  return {
    runs: changeLast(state.runs, (run) => addReport(run, news)),
    model: state.model && { ...state.model, step },
    training: { kind: state.training.kind === 'paused' ? 'paused' : 'training', progress },
  };
}

export const filmed = ({ runs }: LabState, { step, images }: EventOf<'preview'>): Partial<LabState> => ({
  runs: changeLast(runs, (run) => addFilmRow(run, step, images)),
});

export const measured = ({ runs }: LabState, { quality }: EventOf<'measured'>): Partial<LabState> => ({
  runs: changeLast(runs, (run) => addQuality(run, quality)),
});

export const weightsKept = ({ runs }: LabState, { step }: EventOf<'kept'>): Partial<LabState> => ({
  kept: { step, run: runs.at(-1) ?? null },
});

export const weightsRescued = (
  { kept }: LabState,
  { checkpoint }: EventOf<'rescued'>,
): Partial<LabState> => ({ kept: kept && { ...kept, file: checkpoint } });

export function paused({ training, model }: LabState, { step }: EventOf<'paused'>): Partial<LabState> {
  const known = progressOf(training) ?? atStart(model?.config.steps ?? step);
  return { training: { kind: 'paused', progress: { ...known, step } } };
}

export const trained = ({ model }: LabState, { step }: EventOf<'trained'>): Partial<LabState> => ({
  training: idle,
  model: model && { ...model, step },
});

/** The curves go back with the weights, so that training on draws on from there. */
export function restored({ runs, model, kept }: LabState, { step }: EventOf<'restored'>): Partial<LabState> {
  const then = kept?.run;
  return {
    runs: then ? runs.map((run) => (run.id === then.id ? then : run)) : runs,
    model: model && { ...model, step },
    check: { kind: 'none' },
    training: idle,
    kept: kept && { ...kept, thenTrain: false },
  };
}

/** A model from a file, with its curves where the file has them. What was trained here before it has ended. */
export function modelLoaded(state: LabState, event: EventOf<'loaded'>): Partial<LabState> {
  const { config, step, parameters, history, stored } = event;
  const { modelFile, kept } = state;
  const replaced = modelFile.kind === 'opening' ? modelFile.replaces : undefined;
  const id = replaced ?? nextId(state);
  const run = newRun({ id, config, parameters, step, ...(history && { history }) });
  const others = state.runs.filter((one) => one.id !== id);
  return {
    ...withNewRun({ ...state, runs: others }, run, event),
    // Until others are kept: the device may be lost again before that.
    kept: kept?.file ? { ...kept, run } : null,
    storedAs: stored === undefined ? null : { id: stored, step },
    config: { ...normalise(config), time: state.config.time },
    gaveWay: {},
    training: idle,
    modelFile: idle,
    // What was rescued from a lost device is in no file.
    saved: state.kept?.file ? null : { run: run.id, step },
  };
}
