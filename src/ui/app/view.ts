// What concerns the looks of the page alone: the open dialog, projector mode, the lesson, controls that a link hides.
import { create } from 'zustand';
import { fields } from '../../lab/fields';

export type DialogName = 'share' | 'shortcuts' | 'settings' | 'lessons' | 'model';

export interface LessonPlace {
  readonly id: string;
  /** Index of the lesson's step. */
  readonly step: number;
}

export interface View {
  readonly dialog: DialogName | null;
  readonly projector: boolean;
  readonly lesson: LessonPlace | null;
  /** URL names of settings, or names of groups, that are not shown. */
  readonly hidden: readonly string[];
  /** The recording plays by itself, once: not where a link sets the time, nor where motion is unwelcome. */
  readonly autoplay: boolean;
}

const initial: View = { dialog: null, projector: false, lesson: null, hidden: [], autoplay: false };

export const useView = create<View>()(() => initial);

export const openDialog = (dialog: DialogName | null): void => useView.setState({ dialog });
export const setLesson = (lesson: LessonPlace | null): void => useView.setState({ lesson });
export const toggleProjector = (): void => useView.setState(({ projector }) => ({ projector: !projector }));

/** Reads the part of an address that is not settings: `lesson=`, `hide=`, `projector`. */
export function viewFromQuery(query: string): Pick<View, 'lesson' | 'hidden' | 'projector'> {
  const parameters = new URLSearchParams(query);
  const id = parameters.get('lesson');
  return {
    lesson: id === null ? null : { id, step: 0 },
    hidden: (parameters.get('hide') ?? '').split(',').filter((name) => name !== ''),
    projector: parameters.has('projector'),
  };
}

/** @param still motion is unwelcome */
export function readView(query: string, still: boolean): void {
  const autoplay = !still && !new URLSearchParams(query).has(fields.time.url);
  useView.setState({ ...viewFromQuery(query), autoplay });
}

/** The query that gives this view back, without `?`; empty for the ordinary view. */
export function viewQuery({
  lesson,
  hidden,
  projector,
}: Pick<View, 'lesson' | 'hidden' | 'projector'>): string {
  const query = new URLSearchParams();
  if (lesson) query.set('lesson', lesson.id);
  if (hidden.length > 0) query.set('hide', hidden.join(','));
  if (projector) query.set('projector', '1');
  return query.toString();
}
