import { describe, expect, it } from 'vitest';
import { openingOfBytes } from './opening';
import { isTar, tarMembers } from './tar';
import { joined, tar, tarMember } from './testSources';

const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);
const end = new Uint8Array(1024);

/** Members of an archive that arrives in pieces of `size` bytes. */
async function read(archive: Uint8Array, size = 700, largest?: number): Promise<[string, string][]> {
  let at = 0;
  const content = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= archive.length) controller.close();
      else controller.enqueue(archive.slice(at, (at += size)));
    },
  });
  const members: [string, string][] = [];
  for await (const { name, bytes } of tarMembers('a.tar', content, largest)) {
    members.push([name, new TextDecoder().decode(bytes)]);
  }
  return members;
}

describe('a tar archive', () => {
  const long = 'x'.repeat(1300);
  const archive = tar({ 'a.txt': text('hello'), 'folder/b.txt': text(long), empty: text('') });

  it.each([1, 512, 700, 1e6])('gives its files in order, in pieces of %i bytes', async (size) => {
    expect(await read(archive, size)).toEqual([
      ['a.txt', 'hello'],
      ['folder/b.txt', long],
      ['empty', ''],
    ]);
  });

  it('may end without its blocks of zeros', async () => {
    expect(await read(tarMember('a', text('b')))).toEqual([['a', 'b']]);
  });

  it('passes over folders, links and what is too large', async () => {
    const members = [
      tarMember('folder/', text(''), '5'),
      tarMember('link', text(''), '2'),
      tarMember('large', text(long)),
      tarMember('small', text('s')),
    ];
    expect(await read(joined(...members, end), 700, 1000)).toEqual([['small', 's']]);
  });

  it.each(['../evil', 'a/../../b', '/etc/passwd', '..\\evil', 'C:\\evil'])(
    'is refused where a member is called %s',
    async (name) => {
      await expect(read(joined(tarMember(name, text('b')), end))).rejects.toMatchObject({
        code: 'bad-file',
        message: expect.stringContaining('points out of it'),
      });
    },
  );

  it('may have names with dots', async () => {
    expect(await read(tar({ 'a..b/..c': text('d') }))).toEqual([['a..b/..c', 'd']]);
  });

  it('is refused where it is cut off or damaged', async () => {
    await expect(read(archive.slice(0, 1800))).rejects.toThrow('The archive a.tar is cut off.');
    await expect(read(archive.slice(0, 1024 + 300))).rejects.toThrow('is cut off');
    const damaged = archive.slice();
    damaged[1024] = 0xff;
    await expect(read(damaged)).rejects.toThrow('has a damaged header');
  });

  it('is known by its first block', () => {
    expect(isTar(openingOfBytes('x', archive))).toBe(true);
    expect(isTar(openingOfBytes('x', archive.slice(0, 400)))).toBe(false);
    expect(isTar(openingOfBytes('x', new Uint8Array(2048)))).toBe(false);
    expect(isTar(openingOfBytes('x', new Uint8Array(2048).fill(7)))).toBe(false);
  });
});
