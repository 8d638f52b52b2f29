// From what the lab holds to files on the visitor's disk. Loaded when something is exported.
import i18next from 'i18next';
import type { Lab } from '../../store/labStore';
import type { Pictures } from '../../lab/pictures';
import { frameAt, type Reel } from '../../store/reel';
import type { Tables } from '../../diffusion/types';
import { createTablesCache } from '../hooks/tables';
import { sidesOf, sideWords } from '../hooks/sides';
import { createFormat } from '../hooks/format';
import { drawPair, type Side } from './pair';
import { runJob } from '../state/jobs';
import { labJson, lossCsv, scheduleCsv } from './csv';
import { toGif } from './gif';
import { createScreen } from './screen';
import { toVideo, videoKind } from './video';

export type ExportKind =
  'png' | 'film' | 'video' | 'learning' | 'schedule' | 'loss' | 'json' | 'model' | 'pair';

/** Of the picture and the video; even, so that the video's sides are. */
const factor = 4;

export function download(name: string, data: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([data], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

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

async function saveGif(
  name: 'film' | 'learning',
  frames: readonly Pictures[],
  { file, framesPerSecond }: { readonly file: string; readonly framesPerSecond: number },
): Promise<void> {
  const [first] = frames;
  if (!first) return;
  const options = { ...square(first), factor: 3, framesPerSecond };
  const gif = await runJob(name, (advance) => toGif(frames, options, advance));
  if (gif) download(file, gif, 'image/gif');
}

async function saveVideo(frames: readonly Pictures[]): Promise<void> {
  const [first] = frames;
  const kind = videoKind();
  if (!first || kind === null) return;
  const screen = createScreen(first, { ...square(first), factor });
  const options = { kind, framesPerSecond: 12 };
  const video = await runJob('video', (advance) => toVideo(frames, screen, options, advance));
  if (video) download(kind.startsWith('video/mp4') ? 'reverse.mp4' : 'reverse.webm', video, kind);
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
    'schedule',
    ...(run && run.losses.buckets.length > 0 ? (['loss'] as const) : []),
    'json',
    ...(lab.model ? (['model'] as const) : []),
  ];
}

export async function exportFile(kind: ExportKind, lab: Lab): Promise<void> {
  const reel = reelOf(lab);
  const film = reel?.frames.map((frame) => frame.xt) ?? [];
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
      return saveGif('film', film, { file: 'reverse.gif', framesPerSecond: 12 });
    case 'video':
      return saveVideo(film);
    case 'learning': {
      const rows = lab.runs.at(-1)?.film.map((row) => row.pictures) ?? [];
      return saveGif('learning', rows, { file: 'learning.gif', framesPerSecond: 4 });
    }
    case 'schedule':
      return download('schedule.csv', scheduleCsv(tables()), 'text/csv');
    case 'loss':
      return download('loss.csv', lossCsv(lab.runs), 'text/csv');
    case 'json':
      return download('diffusion-lab.json', labJson(lab.config, tables(), lab.runs), 'application/json');
    case 'model':
      return download('model.safetensors', await lab.actions.save(), 'application/octet-stream');
  }
}
