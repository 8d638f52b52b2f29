// Files that a command writes: found writable before the work begins, and never left half written.
import { constants } from 'node:fs';
import { access, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LabError } from '../lab/errors';

export interface Output {
  readonly path: string;
  /** @throws LabError `bad-file`; what was there under the name before is then still there. */
  readonly write: (content: Uint8Array | string) => Promise<void>;
}

const partOf = (path: string): string => `${path}.part`;

/** A pipe or a device (`/dev/stdout`) cannot be written beside and renamed onto. */
async function isSpecial(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && !found.isFile() && !found.isDirectory();
}

/** Makes the folders that are missing, and writes nothing. @throws what the file system says. */
async function tryToWrite(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new Error('it is a folder');
  if (found) await access(path, constants.W_OK);
  if (await isSpecial(path)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(partOf(path), '');
  await rm(partOf(path));
}

const said = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

export interface OutputOption {
  /** How the file is named, `--out FILE.png`. */
  readonly option: string;
  /** "where the picture goes" */
  readonly purpose: string;
  /** Other files of the command, which this one must not take the place of. */
  readonly beside?: readonly (string | undefined)[];
}

/** @throws LabError `bad-setting` where it was not given or nothing can be written there. */
export async function claimOutput(
  path: string | undefined,
  { option, purpose, beside = [] }: OutputOption,
): Promise<Output> {
  if (!path) throw new LabError('bad-setting', `${option} is missing: ${purpose}.`);
  try {
    if (beside.some((other) => other !== undefined && resolve(other) === resolve(path))) {
      throw new Error('the command needs this file for something else');
    }
    await tryToWrite(path);
  } catch (cause) {
    const sentence = `${path} cannot be written (${said(cause)}): name another file with ${option}.`;
    throw new LabError('bad-setting', sentence, { cause });
  }
  return { path, write: (content) => writeWhole(path, content) };
}

/**
 * A folder that a command keeps its files in, made where it is missing.
 * @throws LabError `bad-setting` where it was not given or nothing can be written there.
 */
export async function claimFolder(
  path: string | undefined,
  { option, purpose }: Pick<OutputOption, 'option' | 'purpose'>,
): Promise<string> {
  if (!path) throw new LabError('bad-setting', `${option} is missing: ${purpose}.`);
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
  } catch (cause) {
    const sentence = `${path} cannot be written (${said(cause)}): name another folder with ${option}.`;
    throw new LabError('bad-setting', sentence, { cause });
  }
  return path;
}

/** Writes beside the target first, then renames. */
async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  try {
    if (await isSpecial(path)) return await writeFile(path, content);
    await writeFile(partOf(path), content);
    await rename(partOf(path), path);
  } catch (cause) {
    await rm(partOf(path), { force: true }).catch(() => undefined);
    throw new LabError('bad-file', `${path} could not be written (${said(cause)}).`, { cause });
  }
}
