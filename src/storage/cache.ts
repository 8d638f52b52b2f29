// Files in the browser's Cache Storage, which older browsers have where they lack a private file system.
import { keepingRefused } from './refused';
import type { KeptFiles } from './files';

/** Addresses that nothing is ever fetched from: a cache has no other names. */
const addressOf = (path: string): string =>
  `https://kept.invalid/${path.split('/').map(encodeURIComponent).join('/')}`;

const pathOf = ({ url }: Request): string =>
  new URL(url).pathname.slice(1).split('/').map(decodeURIComponent).join('/');

class CacheFiles implements KeptFiles {
  constructor(private readonly cache: Cache) {}

  async read(path: string): Promise<Uint8Array | null> {
    const found = await this.cache.match(addressOf(path));
    return found ? new Uint8Array(await found.arrayBuffer()) : null;
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    try {
      const headers = { 'content-length': String(bytes.length) };
      await this.cache.put(addressOf(path), new Response(bytes as Uint8Array<ArrayBuffer>, { headers }));
    } catch (thrown) {
      throw keepingRefused(thrown);
    }
  }

  async list(folder: string): Promise<readonly string[]> {
    const inside = (await this.paths()).filter((path) => path.startsWith(`${folder}/`));
    return [...new Set(inside.map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))];
  }

  async size(path: string): Promise<number> {
    let size = 0;
    for (const file of await this.within(path)) {
      const found = await this.cache.match(addressOf(file));
      size += Number(found?.headers.get('content-length') ?? 0);
    }
    return size;
  }

  async remove(path: string): Promise<void> {
    for (const file of await this.within(path)) await this.cache.delete(addressOf(file));
  }

  private async within(path: string): Promise<readonly string[]> {
    return (await this.paths()).filter((file) => file === path || file.startsWith(`${path}/`));
  }

  private async paths(): Promise<readonly string[]> {
    return (await this.cache.keys()).map(pathOf);
  }
}

/** @throws LabError `storage` where the browser keeps nothing. */
export async function openCache(name: string): Promise<KeptFiles> {
  try {
    return new CacheFiles(await caches.open(name));
  } catch (thrown) {
    throw keepingRefused(thrown);
  }
}
