// Files in the browser's private file system of this origin (OPFS), from a worker.
import type { KeptFiles } from './files';
import { keepingRefused } from './refused';

/** What lib.dom leaves to lib.webworker. */
interface SyncAccess {
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}
type SyncFile = FileSystemFileHandle & { createSyncAccessHandle?: () => Promise<SyncAccess> };
type Folder = FileSystemDirectoryHandle & { keys(): AsyncIterable<string> };

const isAbsent = (thrown: unknown): boolean =>
  thrown instanceof DOMException && (thrown.name === 'NotFoundError' || thrown.name === 'TypeMismatchError');

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (thrown) {
    if (isAbsent(thrown)) return null;
    throw keepingRefused(thrown);
  }
}

class OpfsFiles implements KeptFiles {
  constructor(private readonly root: FileSystemDirectoryHandle) {}

  async read(path: string): Promise<Uint8Array | null> {
    const [folders, name] = split(path);
    const folder = await orNull(this.folder(folders, false));
    const handle = folder && (await orNull(folder.getFileHandle(name)));
    return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const [folders, name] = split(path);
    try {
      const folder = await this.folder(folders, true);
      const handle: SyncFile = await folder.getFileHandle(name, { create: true });
      if (handle.createSyncAccessHandle) writeAll(await handle.createSyncAccessHandle(), bytes);
      else await copyOver(handle, bytes);
    } catch (thrown) {
      throw keepingRefused(thrown);
    }
  }

  async list(folder: string): Promise<readonly string[]> {
    const handle = await orNull<Folder>(this.folder(folder.split('/'), false));
    const names: string[] = [];
    if (handle) for await (const name of handle.keys()) names.push(name);
    return names;
  }

  async size(path: string): Promise<number> {
    const [folders, name] = split(path);
    const folder = await orNull(this.folder(folders, false));
    if (!folder) return 0;
    const file = await orNull(folder.getFileHandle(name));
    if (file) return (await file.getFile()).size;
    const names = await this.list(path);
    const sizes = await Promise.all(names.map((one) => this.size(`${path}/${one}`)));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  async remove(path: string): Promise<void> {
    const [folders, name] = split(path);
    const folder = await orNull(this.folder(folders, false));
    if (folder) await orNull(folder.removeEntry(name, { recursive: true }));
  }

  private async folder(names: readonly string[], create: boolean): Promise<FileSystemDirectoryHandle> {
    let folder = this.root;
    for (const name of names) folder = await folder.getDirectoryHandle(name, { create });
    return folder;
  }
}

const split = (path: string): readonly [folders: readonly string[], name: string] => {
  const names = path.split('/');
  return [names.slice(0, -1), names.at(-1) ?? ''];
};

/** In place. */
function writeAll(file: SyncAccess, bytes: Uint8Array): void {
  try {
    file.truncate(bytes.length);
    const written = file.write(bytes, { at: 0 });
    // Some browsers write what there is room for.
    if (written !== bytes.length)
      throw new DOMException(`${written} of ${bytes.length} bytes were written.`, 'QuotaExceededError');
    file.flush();
  } finally {
    file.close();
  }
}

/** Where a worker has no access in place. */
async function copyOver(handle: FileSystemFileHandle, bytes: Uint8Array): Promise<void> {
  const stream = await handle.createWritable();
  await stream.write(bytes as Uint8Array<ArrayBuffer>);
  await stream.close();
}

/** @throws LabError `storage` where the browser keeps nothing: an old one, a private window, a page that is not secure. */
export async function openOpfs(folder: string): Promise<KeptFiles> {
  try {
    const root = await navigator.storage.getDirectory();
    return new OpfsFiles(await root.getDirectoryHandle(folder, { create: true }));
  } catch (thrown) {
    throw keepingRefused(thrown);
  }
}
