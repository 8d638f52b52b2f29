// What concerns the looks of the page alone: the open dialog, projector mode, the lesson, controls that a link hides.
import { create } from 'zustand';
import type { Failure } from '../../lab/errors';
import { fieldKeys, fields } from '../../lab/fields';
import type { AddressBar } from '../../store/address';
import { languageOf, type Language } from '../i18n/i18n';
import { lessonIds, type LessonId } from './lessonIds';

export type DialogName = 'share' | 'shortcuts' | 'settings' | 'lessons' | 'model' | 'runs';

export interface LessonPlace {
  readonly id: LessonId;
  /** Index of the lesson's step. */
  readonly step: number;
}

export interface UnopenedFile {
  readonly name: string;
  /** Names of the files to fetch in its place, where it is plain what was meant. */
  readonly wanted: readonly string[];
}

/** What becomes of a picture that is none of the data set's kind. */
export type Fitting = 'cropped' | 'greyed' | 'blackened';

export interface FittedPictures {
  /** Of the file; null for several. */
  readonly name: string | null;
  readonly fittings: readonly Fitting[];
}

export interface View {
  readonly dialog: DialogName | null;
  readonly projector: boolean;
  readonly lesson: LessonPlace | null;
  /** URL names of settings that are not shown. */
  readonly hidden: readonly string[];
  /** The recording plays by itself, once: not where a link sets the time or begins a lesson, nor where motion is unwelcome. */
  readonly autoplay: boolean;
  /** The files that were opened last and that nothing could be done with. */
  readonly unopened: readonly UnopenedFile[];
  /** The pictures that were taken last, where something became of them. */
  readonly fitted: FittedPictures | null;
  /** What could not be exported last. */
  readonly unsaved: { readonly kind: string; readonly failure: Failure } | null;
  /** The language whose texts could not be fetched last. */
  readonly unspoken: { readonly language: Language } | null;
  /** The run of the last visit is not wanted for now. */
  readonly declined: boolean;
}

const initial: View = {
  dialog: null,
  projector: false,
  lesson: null,
  hidden: [],
  autoplay: false,
  unopened: [],
  fitted: null,
  unsaved: null,
  unspoken: null,
  declined: false,
};

export const useView = create<View>()(() => initial);

export const openDialog = (dialog: DialogName | null): void => useView.setState({ dialog });

/** The recording plays on by itself no longer: in a lesson the ruler is the visitor's. */
export const setLesson = (lesson: LessonPlace | null): void => useView.setState({ lesson, autoplay: false });

export const toggleProjector = (): void => useView.setState(({ projector }) => ({ projector: !projector }));

export const nameUnopened = (unopened: readonly UnopenedFile[]): void => useView.setState({ unopened });

export const nameFitted = (fitted: FittedPictures): void =>
  useView.setState({ fitted: fitted.fittings.length > 0 ? fitted : null });

export const nameUnsaved = (kind: string, failure: Failure): void =>
  useView.setState({ unsaved: { kind, failure } });

export const nameUnspoken = (language: Language | null): void =>
  useView.setState({ unspoken: language && { language } });

export const decline = (): void => useView.setState({ declined: true });

type LinkedView = Pick<View, 'lesson' | 'hidden' | 'projector'>;

export interface DecodedView {
  readonly view: LinkedView;
  /** Names of the parameters with something in them that does not exist. */
  readonly ignored: readonly string[];
}

const settingNames: readonly string[] = fieldKeys.map((key) => fields[key].url);

/** Reads the part of an address that is not settings: `lesson=`, `hide=`, `lang=`, `projector`; never throws. */
export function decodeView(query: string): DecodedView {
  const parameters = new URLSearchParams(query);
  const wanted = parameters.get('lesson') ?? '';
  const id = lessonIds.find((known) => known === wanted);
  const names = (parameters.get('hide') ?? '').split(',').filter((name) => name !== '');
  const hidden = names.filter((name) => settingNames.includes(name));
  const language = parameters.get('lang') ?? '';
  return {
    view: { lesson: id ? { id, step: 0 } : null, hidden, projector: parameters.has('projector') },
    ignored: [
      ...(wanted !== '' && !id ? ['lesson'] : []),
      ...(hidden.length < names.length ? ['hide'] : []),
      // Followed where the texts are loaded, before there is a page.
      ...(language !== '' && !languageOf(language) ? ['lang'] : []),
    ],
  };
}

/**
 * Sets the view that an address asks for. Returns the names of the parameters that made no sense.
 * @param still motion is unwelcome
 */
export function readView(query: string, still: boolean): readonly string[] {
  const { view, ignored } = decodeView(query);
  const autoplay = !still && view.lesson === null && !new URLSearchParams(query).has(fields.time.url);
  useView.setState({ ...view, autoplay });
  return ignored;
}

/** The query that gives this view back, without `?`; empty for the ordinary view. */
export function viewQuery({ lesson, hidden, projector }: LinkedView): string {
  const query = new URLSearchParams();
  if (lesson) query.set('lesson', lesson.id);
  if (hidden.length > 0) query.set('hide', hidden.join(','));
  if (projector) query.set('projector', '1');
  return query.toString();
}

const ours = ['lesson', 'hide', 'projector'] as const;

/** Keeps the view's part of an address true and the rest as it stands: a lesson that is over is not begun again. */
export function queryWithView(view: LinkedView, present: string): string {
  const others = new URLSearchParams(present);
  for (const name of ours) others.delete(name);
  const parts = [others.toString(), viewQuery(view)].filter((part) => part !== '');
  return parts.length > 0 ? `?${parts.join('&').replaceAll('%2C', ',')}` : '';
}

/** Writes the view to the address when it changes. Returns the function that ends it. */
export function syncView(bar: AddressBar): () => void {
  return useView.subscribe((view, before) => {
    const { pathname, search, hash } = bar.location;
    if (viewQuery(view) === viewQuery(before)) return;
    bar.history.replaceState(null, '', `${pathname}${queryWithView(view, search)}${hash}`);
  });
}
