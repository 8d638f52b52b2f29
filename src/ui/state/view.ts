// What concerns the looks of the page alone: the open dialog, projector mode, the lesson, controls that a link hides.
import { create } from 'zustand';
import type { Fitting } from '../../datasets/own/make';
import type { Failure } from '../../lab/errors';
import { fieldKeys, fields, type FieldKey } from '../../lab/fields';
import type { AddressBar } from '../../store/address';
import { languageOf, type Language } from '../i18n/i18n';
import { readEmbed, readPlace, writePlace, type Embed, type LinkedLesson } from './embed';
import { readKit, readPaper, type KitDocument, type Paper } from './kit';
import { stages, type Stage } from './stages';

export type DialogName =
  | 'share'
  | 'shortcuts'
  | 'settings'
  | 'lessons'
  | 'model'
  | 'runs'
  | 'about'
  | 'ownImages'
  | 'drawings'
  | 'storage'
  | 'data';

export { stages, type Stage } from './stages';

export type LessonPlace = LinkedLesson;

export const linkedThemes = ['light', 'dark'] as const;

export type LinkedTheme = (typeof linkedThemes)[number];

/** What can be looked at more closely: a panel of its own under the ruler, one at a time. */
export const closerNames = ['bound', 'bits', 'denoiser', 'plane', 'map', 'inside'] as const;

export type CloserName = (typeof closerNames)[number];

export interface UnopenedFile {
  readonly name: string;
  /** Names of the files to fetch in its place, where it is plain what was meant. */
  readonly wanted: readonly string[];
}

export interface FittedPictures {
  /** Of the file; null for several. */
  readonly name: string | null;
  readonly fittings: readonly Fitting[];
  /** Puts white in the place of the black behind what is transparent. */
  readonly onWhite?: () => void;
}

export interface View {
  readonly dialog: DialogName | null;
  readonly projector: boolean;
  /** Class mode: the panel that fills the screen. */
  readonly stage: Stage | null;
  /** The closer look that is open. */
  readonly closer: CloserName | null;
  readonly lesson: LessonPlace | null;
  /** One panel or one lesson alone, in a frame of another page. */
  readonly embed: Embed | null;
  /** A document of the teacher's kit in the place of the lab. */
  readonly kit: KitDocument | null;
  readonly paper: Paper;
  /** That a link asks for, until the visitor chooses another. */
  readonly theme: LinkedTheme | null;
  /** Settings that the lesson is about: shown and lit, wherever they are folded away. */
  readonly lit: readonly FieldKey[];
  /** A lesson has ended, and the settings of before it are back. */
  readonly givenBack: object | null;
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
  stage: null,
  closer: null,
  lesson: null,
  embed: null,
  kit: null,
  paper: 'a4',
  theme: null,
  lit: [],
  givenBack: null,
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

export const lookCloser = (closer: CloserName | null): void => useView.setState({ closer });

/** The recording plays on by itself no longer: in a lesson the ruler is the visitor's. */
export const setLesson = (lesson: LessonPlace | null): void => useView.setState({ lesson, autoplay: false });

export const lightSettings = (lit: readonly FieldKey[]): void => useView.setState({ lit });

export const nameGivenBack = (): void => useView.setState({ givenBack: {} });

export const toggleProjector = (): void => useView.setState(({ projector }) => ({ projector: !projector }));

/** Enters class mode on a panel, or leaves it. */
export const setStage = (stage: Stage | null): void => useView.setState({ stage });

export const toggleStage = (): void =>
  useView.setState(({ stage }) => ({ stage: stage ? null : 'schedule' }));

/** The settings are folded away, and the type is large. */
export const isProjected = ({ projector, stage }: Pick<View, 'projector' | 'stage'>): boolean =>
  projector || stage !== null;

export const nameUnopened = (unopened: readonly UnopenedFile[]): void => useView.setState({ unopened });

export const nameFitted = (fitted: FittedPictures): void =>
  useView.setState({ fitted: fitted.fittings.length > 0 ? fitted : null });

export const nameUnsaved = (kind: string, failure: Failure): void =>
  useView.setState({ unsaved: { kind, failure } });

export const nameUnspoken = (language: Language | null): void =>
  useView.setState({ unspoken: language && { language } });

export const decline = (): void => useView.setState({ declined: true });

/** The theme is the visitor's own choice from now on. */
export const leaveLinkedTheme = (): void => useView.setState({ theme: null });

export const setKit = (kit: KitDocument): void => useView.setState({ kit });

export const setPaper = (paper: Paper): void => useView.setState({ paper });

export type LinkedView = Pick<
  View,
  'lesson' | 'hidden' | 'projector' | 'stage' | 'embed' | 'theme' | 'kit' | 'paper' | 'closer'
>;

export interface DecodedView {
  readonly view: LinkedView;
  /** Names of the parameters with something in them that does not exist. */
  readonly ignored: readonly string[];
}

const settingNames: readonly string[] = fieldKeys.map((key) => fields[key].url);

/** Reads the part of an address that is not settings (`lesson=`, `embed=`, `hide=`, `lang=` …); never throws. */
export function decodeView(query: string): DecodedView {
  const parameters = new URLSearchParams(query);
  const wanted = parameters.get('lesson') ?? '';
  const lesson = readPlace(wanted);
  const framed = parameters.get('embed') ?? '';
  const embedded = readEmbed(framed);
  const sheet = parameters.get('kit') ?? '';
  const kit = readKit(sheet);
  const lit = parameters.get('theme') ?? '';
  const theme = linkedThemes.find((known) => known === lit) ?? null;
  const names = (parameters.get('hide') ?? '').split(',').filter((name) => name !== '');
  const hidden = names.filter((name) => settingNames.includes(name));
  const language = parameters.get('lang') ?? '';
  const staged = parameters.get('stage') ?? '';
  const stage = stages.find((known) => known === staged) ?? null;
  const looked = parameters.get('closer') ?? '';
  const closer = closerNames.find((known) => known === looked) ?? null;
  return {
    view: {
      lesson: embedded ? embedded.lesson : lesson,
      embed: embedded?.embed ?? null,
      theme,
      kit,
      paper: readPaper(parameters.get('paper') ?? ''),
      hidden,
      projector: parameters.has('projector'),
      stage,
      closer,
    },
    ignored: [
      ...(wanted !== '' && !lesson ? ['lesson'] : []),
      ...(framed !== '' && !embedded ? ['embed'] : []),
      ...(lit !== '' && !theme ? ['theme'] : []),
      ...(sheet !== '' && !kit ? ['kit'] : []),
      ...(hidden.length < names.length ? ['hide'] : []),
      ...(staged !== '' && !stage ? ['stage'] : []),
      ...(looked !== '' && !closer ? ['closer'] : []),
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
  const autoplay =
    !still && view.lesson === null && view.embed === null && !new URLSearchParams(query).has(fields.time.url);
  useView.setState({ ...view, autoplay });
  return ignored;
}

/** The query that gives this view back, without `?`; empty for the ordinary view. */
export function viewQuery({
  lesson,
  hidden,
  projector,
  stage,
  embed,
  theme,
  kit,
  paper,
  closer,
}: LinkedView): string {
  const query = new URLSearchParams();
  if (embed) query.set('embed', lesson ? `lesson:${writePlace(lesson)}` : embed);
  // One that the visitor has opened lies on this computer alone.
  else if (lesson && lesson.id !== 'file') query.set('lesson', writePlace(lesson));
  if (theme) query.set('theme', theme);
  if (kit) query.set('kit', kit);
  if (kit && paper !== 'a4') query.set('paper', paper);
  if (hidden.length > 0) query.set('hide', hidden.join(','));
  if (projector) query.set('projector', '1');
  if (stage) query.set('stage', stage);
  if (closer) query.set('closer', closer);
  return query.toString();
}

const ours = ['lesson', 'embed', 'theme', 'kit', 'paper', 'hide', 'projector', 'stage', 'closer'] as const;

/** Keeps the view's part of an address true and the rest as it stands: a lesson that is over is not begun again. */
export function queryWithView(view: LinkedView, present: string): string {
  const others = new URLSearchParams(present);
  for (const name of ours) others.delete(name);
  const parts = [others.toString(), viewQuery(view)].filter((part) => part !== '');
  return parts.length > 0
    ? `?${parts.join('&').replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':')}`
    : '';
}

/** Writes the view to the address when it changes. Returns the function that ends it. */
export function syncView(bar: AddressBar): () => void {
  return useView.subscribe((view, before) => {
    const { pathname, search, hash } = bar.location;
    if (viewQuery(view) === viewQuery(before)) return;
    bar.history.replaceState(null, '', `${pathname}${queryWithView(view, search)}${hash}`);
  });
}
