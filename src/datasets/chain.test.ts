// From source to source over real connections: every way in which a server can misbehave.
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBadServer, type BadServer, type Manner } from '../test/badServer';
import { readFile, type FileKind } from './bytes';
import { loadDataset } from './load';
import { addressSource } from './source';
import { memorySource, smallMnist } from './testSources';
import type { DataSource } from './types';

const file = 'train-images-idx3-ubyte.gz';
let server: BadServer;
let packed: Buffer;
let kind: FileKind;
let refusing = '';

beforeAll(async () => {
  packed = Buffer.from((await smallMnist())[file]!);
  const unpacked = gunzipSync(packed);
  const sha256 = createHash('sha256').update(unpacked).digest('hex');
  kind = { file, expected: 'three images', bytes: unpacked.length, sha256 };
  server = await startBadServer({ file: packed });
  const gone = await startBadServer({ file: packed });
  refusing = gone.address('good');
  await gone.close();
});

afterAll(() => server.close());

const at = (address: string, patienceMs = 15_000): DataSource =>
  addressSource({
    name: 'The mirror',
    fetch,
    addressOf: (name) => address + name,
    checkDigests: true,
    patienceMs,
  });

/** Only of those that fall silent one knows that waiting is in vain: the machine may be slow. */
const from = (manner: Manner): DataSource =>
  at(server.address(manner), manner === 'hanging' || manner === 'stalling' ? 250 : 15_000);

describe('a file from a server', () => {
  it('comes with its progress in bytes', async () => {
    const seen: unknown[] = [];
    const bytes = await readFile(from('good'), kind, {
      onProgress: (done, total, fetching) => seen.push([done, total, fetching]),
    });
    expect(bytes).toEqual(new Uint8Array(gunzipSync(packed)));
    const [done, total] = [packed.length, packed.length];
    expect(seen.at(-1)).toEqual([done, total, { place: 'The mirror', file, done, total }]);
  });

  it.each<[Manner, code: string, sentence: RegExp, reason?: string]>([
    ['failing', 'no-data', /The mirror answered with status 500/],
    ['hanging', 'no-data', /The mirror sent nothing for 0\.25 seconds/],
    ['stalling', 'no-data', /The mirror sent nothing for 0\.25 seconds/],
    ['dropping', 'no-data', /The mirror broke off after 20 bytes/],
    ['endless', 'no-data', /The mirror sent more than the 6464 bytes that train-images/],
    ['cut', 'bad-file', /is cut off or damaged \(\d+ bytes that do not unpack\)/, 'data-file'],
    ['bomb', 'bad-file', /unpacks to more than 2368 bytes/, 'data-long'],
    ['disguised', 'bad-file', /is a web page/, 'data-page'],
    ['other', 'bad-file', /has the SHA-256 [0-9a-f]{64} \(unpacked\), not/, 'data-digest'],
    ['altered', 'bad-file', /has the SHA-256 [0-9a-f]{64} \(unpacked\), not/, 'data-digest'],
  ])('that is %s is refused', async (manner, code, sentence, reason) => {
    await expect(readFile(from(manner), kind, {})).rejects.toMatchObject({
      code,
      message: expect.stringMatching(sentence),
      ...(reason !== undefined && { reason: { name: reason, values: { file } } }),
    });
  });

  it.each<Manner>(['absent', 'page', 'portal'])('is not there where the answer is %s', async (manner) => {
    expect(await readFile(from(manner), kind, {})).toBeUndefined();
  });

  it('cannot be had without a network', async () => {
    await expect(readFile(at(refusing), kind, {})).rejects.toThrow('The mirror cannot be reached.');
  });

  it('is not waited for once that is cancelled', async () => {
    const stop = new AbortController();
    const reading = readFile(from('stalling'), kind, {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(reading).rejects.toThrow('enough');
  });
});

describe('a folder beside the page', () => {
  const beside = async (images: Uint8Array): Promise<Uint8Array | undefined> =>
    readFile({ ...memorySource({ [file]: images }), checkDigests: 'whole' }, kind, {});

  it('may hold a part of a set, but nothing else under its whole length', async () => {
    const part = Uint8Array.of(1, 2, 3);
    expect(await beside(part)).toEqual(part);
    await expect(beside(new Uint8Array(kind.bytes ?? 0))).rejects.toThrow(/SHA-256/);
    expect(await beside(packed)).toHaveLength(kind.bytes ?? 0);
  });
});

it('goes from source to source, whatever each of them does, to the one that is good', async () => {
  const bad: readonly Manner[] = ['absent', 'failing', 'hanging', 'dropping', 'cut', 'bomb', 'disguised'];
  const good = memorySource(await smallMnist());
  const set = await loadDataset('mnist', [at(refusing), ...bad.map(from), good]);
  expect([set.count, ...set.labels]).toEqual([3, 7, 0, 9]);
});
