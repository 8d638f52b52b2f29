import { describe, expect, it } from 'vitest';
import { encodeIdx } from './idx';
import { mnist } from './mnist';
import { gzip, memorySource, realSource, smallMnist } from './testSources';

const imagesFile = 'train-images-idx3-ubyte.gz';
const labelsFile = 'train-labels-idx1-ubyte.gz';

/** The small set with one file replaced. */
const withFile = async (file: string, bytes: Uint8Array) =>
  memorySource({ ...(await smallMnist()), [file]: bytes });

const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);

describe('MNIST', () => {
  it('reads images and labels', async () => {
    const set = await mnist.load(memorySource(await smallMnist()));
    expect([set.count, set.height, set.width, set.channels]).toEqual([3, 28, 28, 1]);
    expect(set.labels).toEqual(Uint8Array.of(7, 0, 9));
    expect(set.images.length).toBe(3 * 784);
    expect([...set.images.subarray(812, 815)]).toEqual([0, 813 % 251, 814 % 251]);
  });

  it('takes the first images only when limited', async () => {
    const set = await mnist.load(memorySource(await smallMnist()), { limit: 2 });
    expect([set.count, set.images.length, set.labels.length]).toEqual([2, 2 * 784, 2]);
  });

  it('reads files that a server has already unpacked', async () => {
    const plain = encodeIdx({ dimensions: [3], values: Uint8Array.of(1, 2, 3) });
    expect((await mnist.load(await withFile(labelsFile, plain))).labels).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('reports progress that only grows and ends complete', async () => {
    const seen: number[] = [];
    const files = await smallMnist();
    const source = memorySource(files);
    await mnist.load(
      {
        ...source,
        read: (file, { onProgress }) => {
          onProgress?.(1, 2);
          onProgress?.(2, 2);
          return Promise.resolve(files[file]);
        },
      },
      { onProgress: (done, total) => seen.push(done / total) },
    );
    expect(seen).toEqual([0.495, 0.99, 0.995, 1]);
  });

  it('names a missing file', async () => {
    const { [labelsFile]: _, ...rest } = await smallMnist();
    await expect(mnist.load(memorySource(rest))).rejects.toMatchObject({
      code: 'no-data',
      message: expect.stringContaining(labelsFile),
    });
  });

  it.each([
    [
      'cut off while packed',
      imagesFile,
      async () => (await smallMnist())[imagesFile]!.subarray(0, 200),
      /cut off/,
    ],
    [
      'cut off before packing',
      imagesFile,
      () => gzip(encodeIdx({ dimensions: [3, 28, 28], values: new Uint8Array(2000) })),
      /has 2016 bytes instead of the 2368/,
    ],
    [
      'labels in place of images',
      imagesFile,
      async () => (await smallMnist())[labelsFile]!,
      /begins with the number 2049 instead of 2051/,
    ],
    [
      'images of another size',
      imagesFile,
      () => gzip(encodeIdx({ dimensions: [3, 32, 32], values: new Uint8Array(3 * 1024) })),
      /3 images of 32×32/,
    ],
    ['a web page', imagesFile, async () => text('\n<!DOCTYPE html><title>404</title>'), /is a web page/],
    [
      'a packed web page',
      imagesFile,
      () => gzip(text('<html><body>moved</body></html>')),
      /begins with the number/,
    ],
    ['nothing', imagesFile, async () => new Uint8Array(0), /has only 0 bytes/],
    [
      'too few labels',
      labelsFile,
      () => gzip(encodeIdx({ dimensions: [2], values: Uint8Array.of(1, 2) })),
      /2 labels for 3 images/,
    ],
    [
      'a label beyond 9',
      labelsFile,
      () => gzip(encodeIdx({ dimensions: [3], values: Uint8Array.of(1, 2, 10) })),
      /the label 10/,
    ],
  ])('refuses %s, naming the file and what was expected', async (_, file, bytes, found) => {
    const loading = mnist.load(await withFile(file, await bytes()));
    const message = await loading.catch((error: Error) => error.message);
    expect(message).toMatch(found);
    expect(message).toContain(file);
    expect(message).toContain('expected gzip-packed IDX');
    await expect(loading).rejects.toMatchObject({ code: 'bad-file' });
  });

  it('compares what a foreign server sends with the published digest', async () => {
    await expect(mnist.load(memorySource(await smallMnist(), true))).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db'),
    });
  });

  it('stops when told to', async () => {
    const stopped = AbortSignal.abort(new Error('enough'));
    await expect(mnist.load(memorySource(await smallMnist()), { signal: stopped })).rejects.toThrow('enough');
  });
});

describe.runIf(realSource(mnist))('the real MNIST', () => {
  const source = { ...realSource(mnist)!, checkDigests: true };

  it('loads both splits, digests included', async () => {
    const train = await mnist.load(source);
    expect(train.count).toBe(60_000);
    // The first labels of the training set as its authors print them.
    expect([...train.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    // Mean and deviation that every tutorial normalises with: 0.1307 and 0.3081.
    let [sum, squares] = [0, 0];
    for (const byte of train.images) {
      sum += byte / 255;
      squares += (byte / 255) ** 2;
    }
    const mean = sum / train.images.length;
    expect(mean).toBeCloseTo(0.1307, 4);
    expect(Math.sqrt(squares / train.images.length - mean ** 2)).toBeCloseTo(0.3081, 4);

    const test = await mnist.load(source, { split: 'test' });
    expect(test.count).toBe(10_000);
    expect([...test.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
  });
});
