// The visitor's drawings as they are collected; a zip of them holds a folder for each class.
import { create } from 'zustand';
import { hasImageEnding, isLitter } from '../../datasets/own/names';
import {
  drawingFiles,
  drawingRgba,
  drawingSide,
  folderName,
  nameOfPath,
  withPaths,
  type Drawing,
} from '../../datasets/own/drawings';
import { overBlack } from '../../datasets/own/pixels';
import { LabError } from '../../lab/errors';
import { runJob } from '../state/jobs';
import { late } from '../state/late';
import { openPicture } from './decode';
import { asOwn, chosen } from './gather';
import { drawSquare } from './ownPicture';
import { bringOwnFiles } from './ownSet';

const opener = late(() => import('../../datasets/own/containers'));
const packer = late(() => import('../../lab/packZip'));

interface Drawings {
  readonly drawings: readonly Drawing[];
  /** Those that a file holds. */
  readonly saved: readonly Drawing[];
}

export const useDrawings = create<Drawings>()(() => ({ drawings: [], saved: [] }));

/** There are drawings that no file holds. */
export const areUnsaved = ({ drawings, saved }: Drawings): boolean =>
  drawings !== saved && drawings.length > 0;

const size = { width: drawingSide, height: drawingSide };

/** Adds what a pad shows. @param name of its class, as it was typed: something of it has to be fit for a folder */
export function keepDrawing(name: string, pad: HTMLCanvasElement): void {
  const rgba = drawSquare(pad, pad, size);
  if (!rgba) return;
  const drawing = { name: folderName(name), pixels: overBlack(rgba, 1) };
  useDrawings.setState(({ drawings }) => ({ drawings: [...drawings, drawing] }));
}

export const undoDrawing = (): void =>
  useDrawings.setState(({ drawings }) => ({ drawings: drawings.slice(0, -1) }));

async function pngOf(drawing: Drawing): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(drawingSide, drawingSide);
  const pixels = new Uint8ClampedArray(drawingRgba(drawing));
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, drawingSide), 0, 0);
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}

/** A zip of PNGs, a folder for each class. */
export async function packDrawings(): Promise<ArrayBuffer> {
  const { drawings } = useDrawings.getState();
  const { packZip } = await packer();
  const files = new Map<string, Uint8Array>();
  for (const [path, drawing] of withPaths(drawings)) files.set(path, await pngOf(drawing));
  const zip = await packZip(files);
  useDrawings.setState({ saved: drawings });
  return zip;
}

/**
 * Adds the pictures of a zip, each of the class that its folder names; nothing where that was cancelled.
 * @throws LabError `bad-file` for what is no zip, or has no picture in a folder
 */
export async function addDrawings(file: File): Promise<void> {
  const { openContainers } = await opener();
  const added = await runJob('pictures', async (advance) => {
    const { files } = await openContainers(chosen([file]).map(asOwn), advance);
    const found: Drawing[] = [];
    for (const [i, { path, read }] of files.entries()) {
      await advance(i, files.length);
      const name = nameOfPath(path);
      if (name === '' || isLitter(path) || !hasImageEnding(path)) continue;
      const picture = await read().then(openPicture, () => null);
      const rgba = picture?.square(drawingSide, 'whole');
      picture?.close();
      if (rgba) found.push({ name, pixels: overBlack(rgba, 1) });
    }
    return found;
  });
  if (!added) return;
  if (added.length === 0)
    throw new LabError('bad-file', `${file.name} is no zip of pictures in folders.`, {
      reason: { name: 'data-file', values: { file: file.name } },
    });
  useDrawings.setState(({ drawings, saved }) => {
    const all = [...drawings, ...added];
    return { drawings: all, saved: drawings.length === 0 ? all : saved };
  });
}

/** Looks at the drawings as images to train on. */
export const bringDrawings = (): Promise<void> =>
  bringOwnFiles(drawingFiles(useDrawings.getState().drawings));
