// Runs the lesson that the view names: applies a step's settings when it begins, watches whether what it asks is done.
import { create } from 'zustand';
import { applyPreset } from '../../lab/presets';
import type { LabStore } from '../../store/labStore';
import type { LabState } from '../../store/state';
import { useView, type LessonPlace } from '../state/view';
import type { Lesson, LessonStep } from './lesson';
import { lessons } from './lessons';

interface Begun {
  readonly place: LessonPlace;
  readonly lesson: Lesson;
  readonly step: LessonStep;
  readonly start: LabState;
  /** What the step asks was done, or it asks nothing. Once done, done. */
  readonly done: boolean;
}

/** The step that is under way; null without a lesson. */
export const useLesson = create<{ readonly begun: Begun | null }>()(() => ({ begun: null }));

function begin(store: LabStore, place: LessonPlace | null): void {
  const lesson = lessons.find(({ id }) => id === place?.id);
  const step = lesson?.steps[place?.step ?? 0];
  if (!place || !lesson || !step) return useLesson.setState({ begun: null });
  const { config, actions } = store.getState();
  const preset = step.preset ? applyPreset(step.preset, config) : {};
  actions.setConfig({ ...preset, ...step.settings });
  const begun = { place, lesson, step, start: store.getState(), done: step.until === undefined };
  useLesson.setState({ begun });
  // What it asks may be so already: a model that was trained before.
  check(begun.start);
}

function check(now: LabState): void {
  const { begun } = useLesson.getState();
  if (!begun || begun.done || begun.step.until?.(now, begun.start) !== true) return;
  useLesson.setState({ begun: { ...begun, done: true } });
}

/** Follows the view's lesson. Returns the function that ends it. */
export function runLessons(store: LabStore): () => void {
  begin(store, useView.getState().lesson);
  const leaveView = useView.subscribe((view, before) => {
    if (view.lesson !== before.lesson) begin(store, view.lesson);
  });
  const leaveLab = store.subscribe(check);
  return () => {
    leaveView();
    leaveLab();
    useLesson.setState({ begun: null });
  };
}
