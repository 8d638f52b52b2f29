// From what the lab holds to files on the visitor's disk. Loaded when something is exported.
import type { Lab } from '../../store/labStore';
import type { Pictures } from '../../store/pictures';
import { frameAt, type Reel } from '../../store/reel';
import { createTablesCache } from '../model/tables';
import { toRaster } from '../parts/paint';
import { labJson, lossCsv, scheduleCsv } from './csv';
import { enlarge, toGif } from './gif';
import { toVideo, videoKind } from './video';

export type ExportKind = 'png' | 'film' | 'video' | 'learning' | 'schedule' | 'loss' | 'json' | 'model';

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

async function toPng(pictures: Pictures): Promise<Blob | null> {
  const { width, height, data } = enlarge(toRaster(pictures, square(pictures)), factor);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

const reelOf = (lab: Lab): Reel | null => lab.reels.main ?? lab.recorded;

/** What can be exported at this moment. */
export function available(lab: Lab): readonly ExportKind[] {
  const frames = reelOf(lab)?.frames.length ?? 0;
  const run = lab.runs.at(-1);
  return [
    ...(frames > 0 ? (['png', 'film'] as const) : []),
    ...(frames > 0 && videoKind() !== null ? (['video'] as const) : []),
    ...(run && run.film.length > 0 ? (['learning'] as const) : []),
    'schedule',
    ...(run && run.step > 0 ? (['loss'] as const) : []),
    'json',
    ...(lab.model ? (['model'] as const) : []),
  ];
}

export async function exportFile(kind: ExportKind, lab: Lab): Promise<void> {
  const reel = reelOf(lab);
  const { tables } = createTablesCache()(lab.config);
  switch (kind) {
    case 'png': {
      const frame = reel?.frames[frameAt(reel.frames, reel.config.timesteps, lab.config.time)];
      const png = frame && (await toPng(frame.xt));
      if (png) download('samples.png', png, 'image/png');
      return;
    }
    case 'film': {
      const frames = reel?.frames.map((frame) => frame.xt) ?? [];
      const [first] = frames;
      if (first)
        download(
          'reverse.gif',
          toGif(frames, { ...square(first), factor: 3, framesPerSecond: 12 }),
          'image/gif',
        );
      return;
    }
    case 'video': {
      const frames = reel?.frames.map((frame) => frame.xt) ?? [];
      const [first] = frames;
      const kind = videoKind();
      if (!first || kind === null) return;
      const video = await toVideo(frames, kind, { ...square(first), factor: 4, framesPerSecond: 12 });
      return download(kind.startsWith('video/mp4') ? 'reverse.mp4' : 'reverse.webm', video, kind);
    }
    case 'learning': {
      const rows = lab.runs.at(-1)?.film.map((row) => row.pictures) ?? [];
      const [first] = rows;
      if (first)
        download(
          'learning.gif',
          toGif(rows, { ...square(first), factor: 3, framesPerSecond: 4 }),
          'image/gif',
        );
      return;
    }
    case 'schedule':
      return download('schedule.csv', scheduleCsv(tables), 'text/csv');
    case 'loss':
      return download('loss.csv', lossCsv(lab.runs), 'text/csv');
    case 'json':
      return download('diffusion-lab.json', labJson(lab.config, tables, lab.runs), 'application/json');
    case 'model':
      return download('model.safetensors', await lab.actions.save(), 'application/octet-stream');
  }
}
