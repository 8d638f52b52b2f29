import { BlobReader, TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import { zipFiles } from './zip';

const idle = (): Promise<void> => Promise.resolve();

interface Member {
  readonly name: string;
  readonly content: Blob | string;
  readonly password?: string;
}

async function zip(...members: readonly Member[]): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const { name, content, password } of members) {
    const from = typeof content === 'string' ? new TextReader(content) : new BlobReader(content);
    await writer.add(name, from, { useWebWorkers: false, ...(password && { password }) });
  }
  return new Uint8Array(await writer.close());
}

const open = (bytes: Uint8Array<ArrayBuffer>) =>
  zipFiles(new Blob([bytes]), { name: 'a.zip', advance: idle });

/** Changes every place where these bytes stand. */
function replaceAll(bytes: Uint8Array<ArrayBuffer>, from: string, to: string): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(from, to);
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

describe('a zip', () => {
  it('gives its pictures with their folders, and names what else is in it', async () => {
    const { files, refused } = await open(
      await zip(
        { name: 'set/cat/1.png', content: 'meow'.repeat(100) },
        { name: 'set/dog/1.JPG', content: 'woof' },
        { name: 'set/readme.txt', content: 'hello' },
        { name: '__MACOSX/set/cat/._1.png', content: 'x' },
        { name: 'set/.DS_Store', content: 'x' },
      ),
    );
    expect(files.map(({ path, size }) => [path, size])).toEqual([
      ['set/cat/1.png', 400],
      ['set/dog/1.JPG', 4],
    ]);
    expect(await (await files[0]!.read()).text()).toBe('meow'.repeat(100));
    expect(refused).toEqual([{ path: 'set/readme.txt', why: 'not-image' }]);
  });

  it('with a password on some of its files gives the others', async () => {
    const { files, refused } = await open(
      await zip({ name: 'a.png', content: 'open' }, { name: 'b.png', content: 'shut', password: 'x' }),
    );
    expect(files.map(({ path }) => path)).toEqual(['a.png']);
    expect(refused).toEqual([{ path: 'b.png', why: 'locked' }]);
  });

  it.each(['../x.png', '/tmp/x.png', 'C:\\x\\y.png', 'a/../../x.png', '..\\..\\x.png'])(
    'gives no file that names a place outside of it: %s',
    async (name) => {
      const innocent = name.replaceAll(/[^.a-z]/gi, 'q').replaceAll('..', 'qq');
      const bytes = replaceAll(await zip({ name: innocent, content: 'x' }), innocent, name);
      expect(await open(bytes)).toMatchObject({
        files: [],
        refused: [{ path: name.replaceAll('\\', '/'), why: 'path' }],
      });
    },
  );

  it('is a bomb: its members are refused by the size that they announce', async () => {
    const bomb = new Blob([new Uint8Array(65 * 2 ** 20)]);
    const bytes = await zip({ name: 'bomb.png', content: bomb }, { name: 'a.png', content: 'x' });
    expect(bytes.length).toBeLessThan(100_000);
    const { files, refused } = await open(bytes);
    expect([files.map(({ path }) => path), refused]).toEqual([
      ['a.png'],
      [{ path: 'bomb.png', why: 'heavy' }],
    ]);
  });

  it('that lies about a size is not unpacked beyond it', async () => {
    const bytes = await zip({ name: 'bomb.png', content: new Blob([new Uint8Array(1_000_000)]) });
    // 1,000,000 in little endian, in both headers.
    const lying = replaceAll(bytes, '\u0040\u0042\u000f\u0000', '\u0010\u0000\u0000\u0000');
    const { files } = await open(lying);
    expect(files[0]?.size).toBe(16);
    await expect(files[0]?.read()).rejects.toThrow('Invalid uncompressed size');
  });

  it('with a damaged member says so when that is read', async () => {
    const bytes = await zip({ name: 'a.png', content: 'a'.repeat(5000) });
    bytes.fill(0xff, 40, 46);
    const { files } = await open(bytes);
    await expect(files[0]?.read()).rejects.toThrow('Invalid CRC32');
  });

  it.each([
    ['cut off', async () => (await zip({ name: 'a.png', content: 'x' })).slice(0, -30)],
    ['empty', () => Promise.resolve(new Uint8Array())],
    ['a text', () => Promise.resolve(new TextEncoder().encode('PK\u0003\u0004 no zip at all'))],
  ])('that is %s is refused by name', async (_, make) => {
    await expect(open(await make())).rejects.toMatchObject({
      code: 'bad-file',
      reason: { name: 'data-file', values: { file: 'a.zip' } },
    });
  });
});
