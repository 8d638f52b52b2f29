import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addressSource } from './source';
import { webSources } from './web';

const answering = (answers: Record<string, () => Response | Promise<Response>>): typeof fetch =>
  ((address: string) =>
    Promise.resolve(answers[address]?.() ?? new Response(null, { status: 404 }))) as typeof fetch;

const source = (fetch: typeof globalThis.fetch, patienceMs = 15_000) =>
  addressSource({
    name: 'The server',
    fetch,
    patienceMs,
    checkDigests: true,
    addressOf: (file) => `data/${file}`,
  });

describe('an address', () => {
  it('gives the bytes and tells the progress', async () => {
    const body = new Response('abc', { headers: { 'content-length': '3' } });
    const seen: unknown[][] = [];
    const bytes = await source(answering({ 'data/x': () => body })).read('x', {
      onProgress: (...args) => seen.push(args),
    });
    expect([...bytes!]).toEqual([97, 98, 99]);
    const [done, total] = [3, 3];
    expect(seen.at(-1)).toEqual([3, 3, { place: 'The server', file: 'x', done, total }]);
  });

  it('does not have what is 404, nor what comes as a web page', async () => {
    const page = () => new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(await source(answering({})).read('x', {})).toBeUndefined();
    expect(await source(answering({ 'data/x': page })).read('x', {})).toBeUndefined();
  });

  it('says that a server fails or cannot be reached', async () => {
    const failing = answering({ 'data/x': () => new Response(null, { status: 503 }) });
    await expect(source(failing).read('x', {})).rejects.toThrow('The server answered with status 503.');
    const unreachable = (() => Promise.reject(new TypeError('fetch failed'))) as typeof fetch;
    await expect(source(unreachable).read('x', {})).rejects.toMatchObject({
      code: 'no-data',
      message: 'The server cannot be reached.',
    });
  });

  it('gives up on a server that falls silent half-way', async () => {
    const silent = ((_: string, { signal }: RequestInit) => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(Uint8Array.of(1));
          signal?.addEventListener('abort', () => controller.error(signal.reason));
        },
      });
      return Promise.resolve(new Response(body));
    }) as typeof fetch;
    await expect(source(silent, 30).read('x', {})).rejects.toThrow(
      'The server sent nothing for 0.03 seconds.',
    );
  });

  it('stops when told to', async () => {
    const hanging = ((_: string, { signal }: RequestInit) =>
      new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error)),
      )) as typeof fetch;
    const stop = new AbortController();
    const reading = source(hanging).read('x', { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });
});

describe('in a browser without AbortSignal.any', () => {
  const any = Object.getOwnPropertyDescriptor(AbortSignal, 'any');
  beforeAll(() => void Reflect.deleteProperty(AbortSignal, 'any'));
  afterAll(() => void (any && Object.defineProperty(AbortSignal, 'any', any)));

  it('reads, stops when told to, and lets go of who tells it', async () => {
    const { signal } = new AbortController();
    const [listen, leave] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
    const there = answering({ 'data/x': () => new Response('abc') });
    expect([...(await source(there).read('x', { signal }))!]).toEqual([97, 98, 99]);
    expect(leave.mock.calls).toEqual(listen.mock.calls);

    const late = AbortSignal.abort(new Error('enough'));
    const obeying = ((_: string, init: RequestInit) =>
      init.signal?.aborted
        ? Promise.reject(init.signal.reason as Error)
        : new Promise(() => undefined)) as typeof fetch;
    await expect(source(obeying).read('x', { signal: late })).rejects.toThrow('enough');
  });
});

describe('the sources of a page', () => {
  it('begin beside the page and compare what strangers send', () => {
    const options = { fetch: answering({}), dataAddress: 'https://here.example/lab/data/' };
    expect(webSources('strokes', options)).toEqual([]);
    expect(webSources('mnist', options).map(({ name, checkDigests }) => [name, checkDigests])).toEqual([
      ['The folder data/ beside the page', 'whole'],
      ['cdn.jsdelivr.net', true],
    ]);
    const decode = () => Promise.reject(new Error('unused'));
    expect(webSources('mnist', { ...options, decode })).toHaveLength(3);
    expect(webSources('cifar10', { ...options, decode })).toHaveLength(3);
  });
});
