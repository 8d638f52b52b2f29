// The film that the map shows: 64 paths of the present model, drawn anew when something of the settings changes where that is
// quick, on request elsewhere; the bundled recording as long as there is no model.
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../../lab/errors';
import { fieldKeys, fields, type LabConfig } from '../../../../lab/fields';
import type { ImageBatch } from '../../../../lab/images';
import { decodeRecording } from '../../../../lab/recording';
import type { SampleFrame } from '../../../../lab/reports';
import { canSample, drawsQuickly } from '../../../../store/sampling/actions';
import { useActions, useLab, useLabStore } from '../../../../store/useLab';
import { readBeside } from '../../../files/beside';
import { recordedFilm, toFilm, type PathFilm } from './film';

export const pathCount = 64;
/** Each frame of 64 pictures is kept as it is: a map of colour pictures then takes 50 MB at most. */
const mostSteps = 50;
/** A slider that is being dragged comes to rest first. */
const restMs = 250;

/** What changes the paths of a model. */
const groups: readonly string[] = ['schedule', 'sampling'];
const drawnWith = fieldKeys.filter((key) => key !== 'sampleCount' && groups.includes(fields[key].group));

const configOf = (config: LabConfig): LabConfig => ({
  ...config,
  time: 0,
  sampleCount: pathCount,
  samplingSteps: Math.min(mostSteps, config.samplingSteps),
});

export interface Film {
  readonly film: PathFilm | null;
  /** Steps that are drawn; null while nothing is. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly failure: Failure | null;
  /** The settings, or the model, have changed since. */
  readonly stale: boolean;
  readonly draw: () => void;
  readonly stop: () => void;
}

interface Drawn {
  readonly question: string;
  readonly film: PathFilm;
}

function useRecording(wanted: boolean): PathFilm | null {
  const [film, setFilm] = useState<PathFilm | null>(null);
  const needed = wanted && film === null;
  useEffect(() => {
    if (!needed) return undefined;
    let current = true;
    const read = async (): Promise<void> => {
      const file = await readBeside('recording.bin');
      const found = file && recordedFilm(await decodeRecording(file));
      if (current) setFilm(found);
    };
    // A page without the recording has no map before it has a model.
    read().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [needed]);
  return wanted ? film : null;
}

export function useFilm(): Film {
  const { study } = useActions();
  const store = useLabStore();
  const question = useLab(({ model, config }) =>
    model ? JSON.stringify([model.run, model.step, drawnWith.map((key) => config[key])]) : null,
  );
  const ready = useLab(canSample);
  const quick = useLab(drawsQuickly);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [progress, setProgress] = useState<Film['progress']>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const end = useRef<() => void>(null);
  /** What was asked for last, so that what fails or is stopped is not asked for again. */
  const asked = useRef('');
  const recorded = useRecording(question === null);

  const stop = (): void => {
    end.current?.();
    end.current = null;
    setProgress(null);
  };
  const draw = (): void => {
    const { model, config } = store.getState();
    if (!model || question === null) return;
    stop();
    setFailure(null);
    const own = configOf(config);
    const frames: SampleFrame<ImageBatch>[] = [];
    asked.current = question;
    setProgress({ done: 0, total: own.samplingSteps });
    end.current = study(
      'sampling-map',
      { type: 'sample', config: own, start: { kind: 'noise' }, lane: 'map' },
      (event) => {
        if (event.type === 'frame') {
          frames.push(event.frame);
          setProgress({ done: event.frame.step, total: event.frame.steps });
        }
        if (event.type !== 'sampled' && event.type !== 'failed') return;
        end.current = null;
        setProgress(null);
        if (event.type === 'failed') return setFailure(event);
        const film = toFilm(frames, { config: own, classNames: model.classNames, source: 'model' });
        if (film) setDrawn({ question, film });
      },
    );
  };

  useEffect(() => {
    if (!ready || !quick || question === null || question === asked.current) return undefined;
    const timer = setTimeout(draw, restMs);
    return () => clearTimeout(timer);
  });
  // What else is done with the model ends it, and so does closing the look.
  useEffect(() => (ready ? stop : undefined), [ready]);

  return {
    film: question === null ? recorded : (drawn?.film ?? null),
    progress,
    failure,
    stale: drawn !== null && drawn.question !== question,
    draw,
    stop,
  };
}
