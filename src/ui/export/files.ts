// From what the lab holds to files on the visitor's disk. Loaded when something is exported.
import i18next from 'i18next';
import { handoverFormats, type HandoverFormat } from '../../lab/handover';
import type { Lab } from '../../store/labStore';
import { smoothed } from '../../lab/trace';
import type { Pictures } from '../../lab/pictures';
import { frameAt, type Reel } from '../../store/reel';
import type { Tables } from '../../diffusion/types';
import { createTablesCache } from '../hooks/tables';
import { sidesOf, sideWords } from '../hooks/sides';
import { createFormat } from '../hooks/format';
import { download } from './download';
import { drawPair, type Side } from './pair';
import { runJob } from '../state/jobs';
import { labJson, lossCsv, scheduleCsv } from './csv';
import { captionDrawer, captionedScreen, captionHeight } from './captions';
import { toGif } from './gif';
import { posterOf } from './posterOf';
import { createScreen } from './screen';
import { toVideo, videoKind } from './video';

export type ExportKind =
  | 'png'
  | 'film'
  | 'video'
  | 'learning'
  | 'learningVideo'
  | 'poster'
  | 'schedule'
  | 'loss'
  | 'json'
  | 'model'
  | 'pair'
  | HandoverFormat;

const handovers = Object.keys(handoverFormats) as HandoverFormat[];

/** Of the picture and the video; even, so that the video's sides are. */
const factor = 4;

const square = (pictures: Pictures) => ({ columns: Math.ceil(Math.sqrt(pictures.count)), gap: 1 });

const pngOf = (canvas: HTMLCanvasElement): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));

const toPng = (pictures: Pictures): Promise<Blob | null> =>
  pngOf(createScreen(pictures, { ...square(pictures), factor }).canvas);

/** The samples of A and B where the ruler stands, as one picture. */
async function savePair(lab: Lab): Promise<void> {
  const sides = sidesOf(lab);
  if (!sides) return;
  const words = { t: i18next.t, format: createFormat(i18next.language) };
  const side = (letter: 'A' | 'B', reel: Reel): Side | null => {
    const frame = reel.frames[frameAt(reel.frames, reel.config.timesteps, lab.config.time)];
    return frame ? { pictures: frame.xt, words: sideWords(letter, sides, words) } : null;
  };
  const [a, b] = [side('A', sides.a), side('B', sides.b)];
  if (!a || !b) return;
  const png = await pngOf(drawPair([a, b], getComputedStyle(document.body).fontFamily));
  if (png) download('a-b.png', png, 'image/png');
}

/** A film with words below each of its frames. */
interface Film {
  readonly frames: readonly Pictures[];
  readonly words: readonly string[];
  readonly file: string;
  readonly framesPerSecond: number;
}

async function saveGif(
  job: 'film' | 'learning',
  { frames, words, file, framesPerSecond }: Film,
): Promise<void> {
  const [first] = frames;
  if (!first) return;
  const caption = { height: captionHeight, draw: captionDrawer(words) };
  const options = { ...square(first), factor: 3, framesPerSecond, caption };
  const gif = await runJob(job, (advance) => toGif(frames, options, advance));
  if (gif) download(`${file}.gif`, gif, 'image/gif');
}

async function saveVideo({ frames, words, file, framesPerSecond }: Film): Promise<void> {
  const [first] = frames;
  const kind = videoKind();
  if (!first || kind === null) return;
  const plain = createScreen(first, { ...square(first), factor });
  const screen = captionedScreen(plain, new Map(frames.map((one, i) => [one, words[i] ?? ''])));
  const video = await runJob('video', (advance) =>
    toVideo(frames, screen, { kind, framesPerSecond }, advance),
  );
  if (video) download(kind.startsWith('video/mp4') ? `${file}.mp4` : `${file}.webm`, video, kind);
}

const inWords = () => ({ t: i18next.t, format: createFormat(i18next.language) });

/** The reverse process, each frame with its step and its time. */
function reverseFilm(lab: Lab): Film {
  const { t, format } = inWords();
  const reel = reelOf(lab);
  const words = (reel?.frames ?? []).map(({ step, steps, timestep }) =>
    t('export.captionReverse', { step: format.whole(step), steps: format.whole(steps), t: timestep + 1 }),
  );
  return {
    frames: reel?.frames.map((frame) => frame.xt) ?? [],
    words,
    file: 'reverse',
    framesPerSecond: 12,
  };
}

/** The learning film, each frame with its training step and the smoothed loss there. */
function learningFilm(lab: Lab): Film {
  const { t, format } = inWords();
  const run = lab.runs.at(-1);
  const losses = run ? smoothed(run.losses) : [];
  const lossAt = (step: number): number => {
    const after = run?.losses.buckets.findIndex((bucket) => bucket.step > step) ?? -1;
    return losses[after < 0 ? losses.length - 1 : Math.max(0, after - 1)] ?? Number.NaN;
  };
  const film = run?.film ?? [];
  const words = film.map(({ step }) =>
    t('export.captionLearning', { step: format.whole(step), loss: format.number(lossAt(step)) }),
  );
  return { frames: film.map(({ pictures }) => pictures), words, file: 'learning', framesPerSecond: 4 };
}

function savePoster(lab: Lab, tables: Tables): void {
  const reel = reelOf(lab);
  const svg = reel && posterOf({ lab, reel, tables, ...inWords() });
  if (svg) download('poster.svg', svg, 'image/svg+xml');
}

const reelOf = (lab: Lab): Reel | null => lab.reels.main ?? lab.recorded;

/** What can be exported at this moment. */
export function available(lab: Lab): readonly ExportKind[] {
  const frames = reelOf(lab)?.frames.length ?? 0;
  const run = lab.runs.at(-1);
  return [
    ...(frames > 0 ? (['png', 'film'] as const) : []),
    ...(frames > 0 && videoKind() !== null ? (['video'] as const) : []),
    ...(sidesOf(lab) ? (['pair'] as const) : []),
    ...(run && run.film.length > 0 ? (['learning'] as const) : []),
    ...(run && run.film.length > 0 && videoKind() !== null ? (['learningVideo'] as const) : []),
    ...(frames > 0 && lab.dataset ? (['poster'] as const) : []),
    'schedule',
    ...(run && run.losses.buckets.length > 0 ? (['loss'] as const) : []),
    'json',
    ...(lab.model ? (['model', ...handovers] as const) : []),
  ];
}

export async function exportFile(kind: ExportKind, lab: Lab): Promise<void> {
  const reel = reelOf(lab);
  const tables = (): Tables => createTablesCache()(lab.config).tables;
  switch (kind) {
    case 'png': {
      const frame = reel?.frames[frameAt(reel.frames, reel.config.timesteps, lab.config.time)];
      const png = frame && (await toPng(frame.xt));
      if (png) download('samples.png', png, 'image/png');
      return;
    }
    case 'pair':
      return savePair(lab);
    case 'film':
      return saveGif('film', reverseFilm(lab));
    case 'video':
      return saveVideo(reverseFilm(lab));
    case 'learning':
      return saveGif('learning', learningFilm(lab));
    case 'learningVideo':
      return saveVideo(learningFilm(lab));
    case 'poster':
      return savePoster(lab, tables());
    case 'schedule':
      return download('schedule.csv', scheduleCsv(tables()), 'text/csv');
    case 'loss':
      return download('loss.csv', lossCsv(lab.runs), 'text/csv');
    case 'json':
      return download('diffusion-lab.json', labJson(lab.config, tables(), lab.runs), 'application/json');
    case 'model':
      return download('model.safetensors', await lab.actions.save(), 'application/octet-stream');
    case 'diffusers':
    case 'onnx':
    case 'notebook': {
      const { file, type } = handoverFormats[kind];
      return download(file, await lab.actions.handOver(kind), type);
    }
  }
}
