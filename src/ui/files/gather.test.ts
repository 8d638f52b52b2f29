import { expect, it } from 'vitest';
import { filesInside } from './gather';

const empty = new File([], '');

type Tree = readonly [name: string, inside: readonly Tree[] | null | 'locked'];

/** What a drop hands over, as far as it is asked: a folder gives its members in parts of a hundred, then none. */
function entryOf([name, inside]: Tree, under = ''): FileSystemEntry {
  const fullPath = `${under}/${name}`;
  const isDirectory = inside !== null;
  const members = inside === null || inside === 'locked' ? [] : inside.map((tree) => entryOf(tree, fullPath));
  const entry = {
    name,
    fullPath,
    isDirectory,
    isFile: !isDirectory,
    file: (give: (file: File) => void) => give(empty),
    createReader: () => ({
      readEntries: (give: (part: readonly FileSystemEntry[]) => void, fail: (error: Error) => void) =>
        inside === 'locked' ? fail(new Error('no permission')) : give(members.splice(0, 100)),
    }),
  };
  return entry as unknown as FileSystemEntry;
}

const files = (count: number): readonly Tree[] => Array.from({ length: count }, (_, i) => [`${i}.png`, null]);

it('of a folder all files are found, under the folders that they lie in; what cannot be read is left out', async () => {
  const told: number[] = [];
  const folder = entryOf([
    'pets',
    [
      ['cat', files(250)],
      ['a.png', null],
      ['mine', 'locked'],
      ['none', []],
    ],
  ]);
  const found = await filesInside([folder], (done) => {
    told.push(done);
    return Promise.resolve();
  });
  expect(found).toHaveLength(251);
  expect(found.map(({ path }) => path)).toContain('pets/cat/249.png');
  expect(told.at(-1)).toBe(250);
});

it('of a folder of more than 100,000 files so many are found and one more, and the rest is not asked for', async () => {
  const folder = entryOf([
    'all',
    [
      ['a', files(60_000)],
      ['b', files(60_000)],
      ['c', 'locked'],
    ],
  ]);
  const found = await filesInside([folder], () => Promise.resolve());
  expect(found).toHaveLength(100_001);
  expect(found.at(-1)?.path).toBe('all/b/40000.png');
});

it('stops when it is told to', async () => {
  const folder = entryOf(['all', files(10)]);
  const stop = (done: number): Promise<void> =>
    done === 3 ? Promise.reject(new Error('enough')) : Promise.resolve();
  await expect(filesInside([folder], stop)).rejects.toThrow('enough');
});
