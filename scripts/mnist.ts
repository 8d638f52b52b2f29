// Puts MNIST into public/data, from the first source that answers.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkDigest, gunzip, refuseWebPage, type FileKind } from '../src/datasets/bytes';
import { folderSource } from '../src/datasets/folder';
import { mnist } from '../src/datasets/mnist';
import { allFiles } from '../src/datasets/set';
import { addressSource } from '../src/datasets/source';
import type { DataSource } from '../src/datasets/types';
import { progressLine } from './progress';

const files = allFiles(mnist);

/** Sources for Node, best first; LAB_DATA_DIR names a folder that has the files already. */
function nodeSources(): DataSource[] {
  const folder = process.env.LAB_DATA_DIR;
  const here = folderSource({
    name: `The folder ${folder}`,
    set: mnist,
    readFile: (file) => readFile(path.join(folder ?? '', file)).catch(() => undefined),
  });
  const there = mnist.mirrors.map(({ name, address }) =>
    addressSource({ name, fetch, addressOf: (file) => address + file, checkDigests: true }),
  );
  return [...(folder ? [here] : []), ...there];
}

/**
 * Fills `folder` with the four files; those already there are kept, since only checked files get their name.
 * Says in one line what came of it.
 * @returns whether all of them are there.
 */
export async function putMnist(folder: string, sources = nodeSources()): Promise<boolean> {
  const missing = files.filter(({ file }) => !existsSync(path.join(folder, file)));
  if (missing.length === 0) return true;
  await mkdir(folder, { recursive: true });
  const reasons: string[] = [];
  for (const source of sources) {
    try {
      for (const kind of missing) {
        if (!existsSync(path.join(folder, kind.file))) await put(kind, folder, source);
      }
      console.log(`MNIST: fetched from ${source.name}, SHA-256 checked.`);
      return true;
    } catch (thrown) {
      reasons.push(thrown instanceof Error ? thrown.message : String(thrown));
    }
  }
  console.log(`MNIST could not be had; the page offers its embedded strokes. (${reasons.join(' ')})`);
  return false;
}

async function put(kind: FileKind, folder: string, source: DataSource): Promise<void> {
  const progress = progressLine(kind.file);
  const packed = await source.read(kind.file, { onProgress: progress.show }).finally(progress.clear);
  if (!packed) throw new Error(`${source.name} has no ${kind.file}.`);
  refuseWebPage(kind, packed);
  await checkDigest(kind, await gunzip(kind, packed));
  // Renamed when complete: whoever finds the file under its name finds all of it.
  const part = path.join(folder, `.${kind.file}.${process.pid}.part`);
  try {
    await writeFile(part, packed);
    await rename(part, path.join(folder, kind.file));
  } finally {
    await rm(part, { force: true });
  }
}
