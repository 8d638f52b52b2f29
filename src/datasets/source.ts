// Files at addresses. `fetch` is passed in.
import { LabError } from '../lab/errors';
import { gather } from './gather';
import type { DataSource, ReadOptions } from './types';

export interface AddressOptions {
  readonly name: string;
  /** What progress calls it: its name, when left out. */
  readonly place?: string;
  readonly fetch: typeof fetch;
  /** The address of a file, or undefined for one that this place never has. */
  readonly addressOf: (file: string) => string | undefined;
  readonly checkDigests: DataSource['checkDigests'];
  /** Give up after so long without a byte. */
  readonly patienceMs?: number;
}

/** Files at addresses; a page of HTML in place of a file counts as "not there", which is what it means. */
export function addressSource(options: AddressOptions): DataSource {
  return {
    name: options.name,
    checkDigests: options.checkDigests,
    async read(file, readOptions) {
      const address = options.addressOf(file);
      return address === undefined ? undefined : download(address, options, readOptions);
    },
  };
}

type Place = Pick<AddressOptions, 'name' | 'place' | 'fetch' | 'patienceMs'>;

/** More than any file of any set has. */
const mostBytes = 2 ** 30;

/**
 * The body of `address`, or undefined where the server does not have it. Progress is told in bytes with the file's name.
 * @throws LabError `no-data` where the server cannot be reached, fails, is silent for too long, breaks off, or sends more
 *   than `limit` bytes.
 */
export async function download(
  address: string,
  { name, place = name, fetch, patienceMs = 15_000 }: Place,
  { signal, onProgress, limit = mostBytes }: ReadOptions,
): Promise<Uint8Array | undefined> {
  const lost = (what: string, cause?: unknown): LabError =>
    new LabError('no-data', `${name} ${what}.`, { cause });
  const stop = new AbortController();
  const giveUp = (): void => stop.abort(lost(`sent nothing for ${patienceMs / 1000} seconds`));
  let timer = setTimeout(giveUp, patienceMs);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, patienceMs);
  };
  // Not `AbortSignal.any`: Chrome has it since 116 only, and WebGPU since 113.
  const follow = (): void => stop.abort(signal?.reason);
  if (signal?.aborted) follow();
  signal?.addEventListener('abort', follow);
  const fetching = { place, file: address.slice(address.lastIndexOf('/') + 1) };
  const tell = (done: number, total: number): void => onProgress?.(done, total, { ...fetching, done, total });
  let received = 0;
  try {
    tell(0, 0);
    const response = await fetch(address, { signal: stop.signal });
    heard();
    if (response.status === 404 || response.headers.get('content-type')?.startsWith('text/html')) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw lost(`answered with status ${response.status}`);
    }
    if (!response.body) return new Uint8Array();
    const total = announced(response);
    return await gather(response.body, {
      limit,
      tooLong: () => lost(`sent more than the ${limit} bytes that ${fetching.file} can have`),
      onProgress: (done) => {
        heard();
        received = done;
        tell(done, total);
      },
    });
  } catch (thrown) {
    stop.signal.throwIfAborted();
    if (thrown instanceof LabError) throw thrown;
    throw lost(received > 0 ? `broke off after ${received} bytes` : 'cannot be reached', thrown);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', follow);
  }
}

/** Bytes to come; 0 where that is not known. With a content encoding what is announced is the packed length. */
const announced = ({ headers }: Response): number =>
  headers.has('content-encoding') ? 0 : Number(headers.get('content-length') ?? 0);
