// The running lesson: applies a step's settings when it begins and watches whether its condition is met.
import { useEffect, useState } from 'react';
import { applyPreset } from '../../lab/presets';
import type { LabState } from '../../store/state';
import { useLab, useLabStore } from '../../store/useLab';
import type { LessonPlace } from '../app/view';
import type { Lesson, LessonStep } from './lesson';
import { lessons } from './lessons';

export interface RunningLesson {
  readonly lesson: Lesson;
  readonly step: LessonStep;
  readonly index: number;
  /** What the step asks was done, or it asks nothing. */
  readonly done: boolean;
}

interface Begun {
  readonly key: string;
  readonly start: LabState;
  readonly done: boolean;
}

export function useLesson(place: LessonPlace | null): RunningLesson | null {
  const store = useLabStore();
  const lesson = lessons.find((candidate) => candidate.id === place?.id);
  const step = lesson?.steps[place?.step ?? 0];
  const [begun, setBegun] = useState<Begun | null>(null);
  const key = `${place?.id}/${place?.step}`;

  useEffect(() => {
    if (!step) return;
    const { config, actions } = store.getState();
    if (step.preset ?? step.settings) {
      const preset = step.preset ? applyPreset(step.preset, config) : {};
      actions.setConfig({ ...preset, ...step.settings });
    }
    setBegun({ key, start: store.getState(), done: false });
    const panel = document.getElementById(`panel-${step.panel}`);
    panel?.setAttribute('data-lesson', '');
    panel?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    return () => panel?.removeAttribute('data-lesson');
  }, [store, step, key]);

  const met = useLab((now) => begun?.key === key && step?.until?.(now, begun.start) === true);
  useEffect(() => {
    // Once done, done: moving the ruler back takes nothing away.
    if (met) setBegun((before) => before && { ...before, done: true });
  }, [met]);

  if (!lesson || !step || !place) return null;
  const done = step.until === undefined || met || (begun?.key === key && begun.done);
  return { lesson, step, index: place.step, done };
}
