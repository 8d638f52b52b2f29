// Files at addresses. `fetch` is passed in.
import { LabError } from '../lab/errors';
import type { DataSource, ReadOptions } from './types';

export interface AddressOptions {
  readonly name: string;
  readonly fetch: typeof fetch;
  /** The address of a file, or undefined for one that this place never has. */
  readonly addressOf: (file: string) => string | undefined;
  readonly checkDigests: boolean;
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

/**
 * The body of `address`, or undefined where the server does not have it.
 * @throws LabError `no-data` where the server cannot be reached, fails, or is silent for too long.
 */
export async function download(
  address: string,
  options: Pick<AddressOptions, 'name' | 'fetch' | 'patienceMs'>,
  { signal, onProgress }: ReadOptions,
): Promise<Uint8Array | undefined> {
  const patience = options.patienceMs ?? 15_000;
  const stop = new AbortController();
  const giveUp = (): void =>
    stop.abort(new LabError('no-data', `${options.name} sent nothing for ${patience / 1000} seconds.`));
  let timer = setTimeout(giveUp, patience);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, patience);
  };
  // Not `AbortSignal.any`: Chrome has it since 116 only, and WebGPU since 113.
  const follow = (): void => stop.abort(signal?.reason);
  if (signal?.aborted) follow();
  signal?.addEventListener('abort', follow);
  try {
    const response = await options.fetch(address, { signal: stop.signal });
    heard();
    if (response.status === 404 || response.headers.get('content-type')?.startsWith('text/html')) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw new LabError('no-data', `${options.name} answered with status ${response.status}.`);
    }
    return await collect(response, (done, total) => {
      heard();
      onProgress?.(done, total);
    });
  } catch (thrown) {
    stop.signal.throwIfAborted();
    if (thrown instanceof LabError) throw thrown;
    throw new LabError('no-data', `${options.name} cannot be reached.`, { cause: thrown });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', follow);
  }
}

async function collect(
  response: Response,
  onProgress: (done: number, total: number) => void,
): Promise<Uint8Array> {
  // With a content encoding the announced length is that of the packed body, not of what arrives here.
  const announced = response.headers.has('content-encoding')
    ? 0
    : Number(response.headers.get('content-length') ?? 0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const chunk: Uint8Array = part.value;
    chunks.push(chunk);
    length += chunk.length;
    onProgress(length, announced);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
