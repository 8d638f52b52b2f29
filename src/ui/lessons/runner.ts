// Runs the lesson that the view names: applies a page's settings when it is opened, and ticks its tasks as they are done.
import { create } from 'zustand';
import { toFailure, type Failure } from '../../lab/errors';
import { fieldKeys, type FieldKey, type LabConfig } from '../../lab/fields';
import { applyPreset } from '../../lab/presets';
import type { LabStore } from '../../store/labStore';
import type { LabState } from '../../store/state';
import { lightSettings, lookCloser, setLesson, useView, type LessonPlace } from '../state/view';
import { borrowSettings, giveBackSettings } from './borrowed';
import type { Lesson, LessonPage } from './format';
import { keepProgress } from './progress';
import { findLesson } from './sources';
import { isDone } from './tasks';

export interface Begun {
  readonly place: LessonPlace;
  readonly lesson: Lesson;
  readonly page: LessonPage;
  /** How many of the page's tasks are done; they count in their order. */
  readonly done: number;
  /** When the turn of the next task came, and the settings that were changed since. */
  readonly start: LabState;
  readonly touched: ReadonlySet<FieldKey>;
  /** What the visitor, or a class one after the other, has predicted: indices of choices. No task counts before the first. */
  readonly votes: readonly number[];
}

interface RunnerState {
  /** The page that is open; null without a lesson. */
  readonly begun: Begun | null;
  /** Why the lesson that the view names cannot be had. */
  readonly failure: Failure | null;
}

export const useLesson = create<RunnerState>()(() => ({ begun: null, failure: null }));

/** Everything that is asked was done, and what was to be predicted was predicted. */
export const isComplete = ({ page, done, votes }: Begun): boolean =>
  done === (page.tasks ?? []).length && (!page.predict || votes.length > 0);

/** What the pages of a lesson set, one after the other, up to one of them. */
function settingsUpTo(lesson: Lesson, from: number, to: number, config: LabConfig): Partial<LabConfig> {
  return lesson.pages.slice(from, to + 1).reduce<Partial<LabConfig>>(
    (before, { preset, settings }) => ({
      ...before,
      ...(preset && applyPreset(preset, config)),
      ...settings,
    }),
    {},
  );
}

function begin(store: LabStore, lesson: Lesson, place: LessonPlace): void {
  const { begun } = useLesson.getState();
  const page = lesson.pages[place.step];
  if (!page) return setLesson({ id: place.id, step: lesson.pages.length - 1 });
  const goesOn = begun?.lesson === lesson;
  if (!goesOn) borrowSettings(store, lesson.id);
  // A page that is not reached from the one before it begins as if it were.
  const from = goesOn && place.step === begun.place.step + 1 ? place.step : 0;
  const { config, actions } = store.getState();
  actions.setConfig(settingsUpTo(lesson, from, place.step, config));
  lightSettings(page.show ?? []);
  // What a page of before has opened goes with it.
  if (page.closer || begun?.page.closer) lookCloser(page.closer ?? null);
  const start = store.getState();
  useLesson.setState({
    begun: { place, lesson, page, start, done: 0, touched: new Set(), votes: [] },
    failure: null,
  });
  // What it asks may be so already: a model that was trained before.
  check(start, start);
  keep();
}

function keep(): void {
  const { begun } = useLesson.getState();
  if (!begun) return;
  // What counts is what was expected first.
  const done = isComplete(begun);
  keepProgress(begun.lesson.id, begun.place.step, { done, ...(done && { answer: begun.votes[0] }) });
}

function check(now: LabState, before: LabState): void {
  const { begun } = useLesson.getState();
  if (!begun || (begun.page.predict && begun.votes.length === 0)) return;
  const changed = fieldKeys.filter((key) => now.config[key] !== before.config[key]);
  let { done, start } = begun;
  let touched: ReadonlySet<FieldKey> =
    changed.length > 0 ? new Set([...begun.touched, ...changed]) : begun.touched;
  const tasks = begun.page.tasks ?? [];
  for (let task = tasks[done]; task && isDone(task, { now, start, touched }); task = tasks[done]) {
    done += 1;
    start = now;
    touched = new Set();
  }
  if (done === begun.done && touched === begun.touched) return;
  useLesson.setState({ begun: { ...begun, done, start, touched } });
  if (done > begun.done) keep();
}

/** Counts a prediction: the index of a choice. What is asked begins to count with the first. */
export function vote(store: LabStore, choice: number): void {
  const { begun } = useLesson.getState();
  if (!begun?.page.predict || isComplete(begun)) return;
  const first = begun.votes.length === 0;
  const votes = [...begun.votes, choice];
  useLesson.setState({ begun: { ...begun, votes, ...(first && { start: store.getState() }) } });
  // A page that asks for nothing else is done with it.
  if (first) keep();
}

/** Takes the last prediction back. */
export function takeVoteBack(): void {
  const { begun } = useLesson.getState();
  if (begun && !isComplete(begun))
    useLesson.setState({ begun: { ...begun, votes: begun.votes.slice(0, -1) } });
}

function end(store: LabStore): void {
  if (useLesson.getState().begun?.page.closer) lookCloser(null);
  lightSettings([]);
  useLesson.setState({ begun: null, failure: null });
  giveBackSettings(store);
}

function follow(store: LabStore, place: LessonPlace | null): void {
  if (!place) return end(store);
  const isPresent = (): boolean => useView.getState().lesson === place;
  const fail = (thrown: unknown): void => {
    if (isPresent()) useLesson.setState({ begun: null, failure: toFailure(thrown) });
  };
  const lesson = findLesson(place.id);
  if (lesson instanceof Promise) lesson.then((found) => isPresent() && begin(store, found, place), fail);
  else begin(store, lesson, place);
}

/** Follows the view's lesson. Returns the function that ends it. */
export function runLessons(store: LabStore): () => void {
  const leaveView = useView.subscribe((view, before) => {
    if (view.lesson !== before.lesson) follow(store, view.lesson);
  });
  const leaveLab = store.subscribe(check);
  follow(store, useView.getState().lesson);
  return () => {
    leaveView();
    leaveLab();
    useLesson.setState({ begun: null, failure: null });
    lightSettings([]);
  };
}
