import { describe, expect, it } from 'vitest';
import { LabError } from '../lab/errors';
import { MemoryLocks } from '../storage/locks';
import { MemoryFiles } from '../storage/memory';
import { KeptData } from './keptData';

const received = new Map([
  ['fashion/images.gz', Uint8Array.of(1, 2, 3)],
  ['fashion/labels.gz', Uint8Array.of(4)],
]);

const setUp = (files = new MemoryFiles()) => ({
  files,
  kept: new KeptData({ files, locks: new MemoryLocks() }),
});

describe('a data set that the browser keeps', () => {
  it('is read back under the names of its files, and listed with its size', async () => {
    const { kept } = setUp();
    await kept.keep('fashionMnist', received);
    const source = kept.source('fashionMnist');
    expect(await source.read('fashion/images.gz', {})).toEqual(Uint8Array.of(1, 2, 3));
    expect(await source.read('fashion/else.gz', {})).toBeUndefined();
    expect(await kept.source('mnist').read('fashion/images.gz', {})).toBeUndefined();
    // Each file has 56 bytes of its own: mark, counts and checksum.
    expect(await kept.list()).toEqual([{ dataset: 'fashionMnist', bytes: 4 + 2 * 56 }]);
  });

  it('is as good as absent where a bit has changed', async () => {
    const { kept, files } = setUp();
    await kept.keep('mnist', received);
    for (const bytes of files.files.values()) bytes[bytes.length - 1]! ^= 1;
    expect(await kept.source('mnist').read('fashion/images.gz', {})).toBeUndefined();
  });

  it('is gone once it is removed, and others stay', async () => {
    const { kept } = setUp();
    await kept.keep('mnist', received);
    await kept.keep('cifar10', received);
    await kept.remove('mnist');
    expect((await kept.list()).map(({ dataset }) => dataset)).toEqual(['cifar10']);
    expect(await kept.source('mnist').read('fashion/images.gz', {})).toBeUndefined();
  });

  it('leaves nothing behind where the room ends half-way', async () => {
    class SmallFiles extends MemoryFiles {
      override write(path: string, bytes: Uint8Array): Promise<void> {
        return this.files.size > 0
          ? Promise.reject(new LabError('storage', 'full'))
          : super.write(path, bytes);
      }
    }
    const { kept, files } = setUp(new SmallFiles());
    await expect(kept.keep('mnist', received)).rejects.toMatchObject({ code: 'storage' });
    expect(files.files.size).toBe(0);
  });
});
