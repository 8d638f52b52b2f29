// One panel, or one lesson, alone in a frame of another page: its name in the address, and what the host pastes.
import { lessonName, type LessonName } from './lessonIds';
import { stages, type Stage } from './stages';

export type Embed = Stage | `lesson:${LessonName}`;

/** A lesson's place as an address has it: `t1`, or `t1.3` for its third page. */
export interface LinkedLesson {
  readonly id: LessonName;
  /** Index of the lesson's page. */
  readonly step: number;
}

/** @returns null for what names no lesson */
export function readPlace(written: string): LinkedLesson | null {
  const [, name = '', number = '1'] = /^(.*?)(?:\.([1-9]\d{0,2}))?$/.exec(written) ?? [];
  const id = lessonName(name);
  return id && { id, step: Number(number) - 1 };
}

export const writePlace = ({ id, step }: LinkedLesson): string => (step > 0 ? `${id}.${step + 1}` : id);

export interface DecodedEmbed {
  readonly embed: Embed;
  readonly lesson: LinkedLesson | null;
}

const lessonPrefix = 'lesson:';

/** Reads `embed=schedule|forward|training|reverse|lesson:<id>`; null for anything else. */
export function readEmbed(written: string): DecodedEmbed | null {
  const panel = stages.find((known) => known === written);
  if (panel) return { embed: panel, lesson: null };
  const lesson = written.startsWith(lessonPrefix) ? readPlace(written.slice(lessonPrefix.length)) : null;
  return lesson && { embed: `lesson:${lesson.id}`, lesson };
}

/** What an embed fetches beyond the page itself: the schedule alone needs neither data nor GPU. */
export const needsWorker = (embed: Embed | null): boolean => embed !== 'schedule';

/** Whether the reverse panel may be seen. */
export const showsFilm = (embed: Embed | null): boolean =>
  embed === null || embed === 'reverse' || embed.startsWith(lessonPrefix);

/** What a frame tells its host whenever its height changes; pixels. */
export interface HeightMessage {
  readonly type: 'diffusion-lab-height';
  readonly height: number;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

export interface SnippetOptions {
  readonly link: string;
  /** Of the frame, for who listens. */
  readonly title: string;
  /** Before the frame has told its own; pixels. */
  readonly height: number;
}

/** HTML for the host's page: the frame, and the few lines that give it the height it tells. */
export const snippet = ({ link, title, height }: SnippetOptions): string =>
  `<iframe src="${escaped(link)}" title="${escaped(title)}" width="100%" height="${height}" style="border: 0" loading="lazy"></iframe>
<script>
  addEventListener('message', ({ data, source }) => {
    if (data?.type !== 'diffusion-lab-height') return;
    for (const frame of document.querySelectorAll('iframe'))
      if (frame.contentWindow === source) frame.height = data.height;
  });
</script>`;
