// Files in memory: for tests, and as the simplest example of what a store of files has to do.
import type { KeptFiles } from './files';

export class MemoryFiles implements KeptFiles {
  readonly files = new Map<string, Uint8Array>();

  read(path: string): Promise<Uint8Array | null> {
    return Promise.resolve(this.files.get(path)?.slice() ?? null);
  }

  write(path: string, bytes: Uint8Array): Promise<void> {
    this.files.set(path, bytes.slice());
    return Promise.resolve();
  }

  list(folder: string): Promise<readonly string[]> {
    const inside = [...this.files.keys()].filter((path) => path.startsWith(`${folder}/`));
    return Promise.resolve([
      ...new Set(inside.map((path) => path.slice(folder.length + 1).split('/')[0] ?? '')),
    ]);
  }

  size(path: string): Promise<number> {
    const inside = [...this.files].filter(([file]) => file === path || file.startsWith(`${path}/`));
    return Promise.resolve(inside.reduce((sum, [, bytes]) => sum + bytes.length, 0));
  }

  remove(path: string): Promise<void> {
    for (const file of this.files.keys())
      if (file === path || file.startsWith(`${path}/`)) this.files.delete(file);
    return Promise.resolve();
  }
}
