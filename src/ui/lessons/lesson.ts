// What a lesson is: steps over the real page, as data. Texts are found by the lesson's id and the step's index.
import type { LabConfig } from '../../lab/fields';
import type { PresetName } from '../../lab/presets';
import type { LabState } from '../../store/state';
import type { LessonId } from '../state/lessonIds';

export type PanelId = 'schedule' | 'forward' | 'training' | 'reverse';

/** True once the visitor has done what the step asks. `start` is the state when the step began. */
export type Condition = (now: LabState, start: LabState) => boolean;

export interface LessonStep {
  readonly panel: PanelId;
  /** Set when the step begins. */
  readonly preset?: PresetName;
  readonly settings?: Partial<LabConfig>;
  /** Without one the step is for reading. */
  readonly until?: Condition;
}

export interface Lesson {
  readonly id: LessonId;
  readonly steps: readonly LessonStep[];
}
