// Files that are chosen or dropped, with the folders that they lie in.
import { ownLimits, type OwnFile } from '../../datasets/own/files';
import type { Advance } from '../state/jobs';

/** A file of the disk, and the path that it was found under. */
export interface DroppedFile {
  readonly file: File;
  readonly path: string;
}

/** Files as an input hands them over: those of a folder know their path. */
export const chosen = (files: readonly File[]): readonly DroppedFile[] =>
  files.map((file) => ({ file, path: file.webkitRelativePath || file.name }));

/** What is dropped may be folders; to be asked at once, while the drop is being handled. */
export function droppedEntries(transfer: DataTransfer): readonly FileSystemEntry[] {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  return entries.filter((entry) => entry !== null);
}

export const hasFolder = (entries: readonly FileSystemEntry[]): boolean =>
  entries.some((entry) => entry.isDirectory);

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemEntry): Promise<File> =>
  new Promise((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));

/** A folder is read in parts of some hundred. */
async function membersOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const members: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0 || members.length > ownLimits.files) return members;
    members.push(...part);
  }
}

/**
 * All files in folders and the folders in them, as many as are looked at and, where there are more, one; what cannot be
 * read is left out.
 */
export async function filesInside(
  entries: readonly FileSystemEntry[],
  advance: Advance,
): Promise<readonly DroppedFile[]> {
  const files: DroppedFile[] = [];
  const waiting = [...entries];
  // Taking each from the front would move all the others, which for a large folder takes minutes.
  for (const [place, entry] of waiting.entries()) {
    if (files.length > ownLimits.files) break;
    await advance(files.length, files.length + waiting.length - place);
    if (isFolder(entry)) {
      for (const member of await membersOf(entry).catch(() => [])) waiting.push(member);
      continue;
    }
    const path = entry.fullPath.replace(/^\//, '');
    const file = await fileOf(entry).catch(() => null);
    if (file) files.push({ file, path });
  }
  return files;
}

export const asOwn = ({ file, path }: DroppedFile): OwnFile => ({
  path,
  size: file.size,
  read: () => Promise.resolve(file),
});
