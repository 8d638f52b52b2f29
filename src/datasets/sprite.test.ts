import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cifar10 } from './cifar10';
import { loadDataset } from './load';
import type { DecodedImage } from './sprite';
import { webSources } from './web';

/** "PNGs" that are decoded and not yet freed. */
let held = 0;

interface Pixel {
  /** RGB of the pixel in a row and a column. */
  (row: number, x: number): readonly [number, number, number];
}

const decoding = (width: number, height: number, pixel: Pixel) => (): Promise<DecodedImage> => {
  held += 1;
  return Promise.resolve({
    width,
    height,
    close: () => (held -= 1),
    readRows: (from, count) => {
      const rgba = new Uint8Array(count * width * 4);
      for (let row = 0; row < count; row++) {
        for (let x = 0; x < width; x++) rgba.set([...pixel(from + row, x), 255], (row * width + x) * 4);
      }
      return Promise.resolve(rgba);
    },
  });
};

/** As bright as the digits are, on average; red tells the row. */
const digits = (row: number, x: number) => [x % 2 === 0 ? row % 67 : 33, 0, 0] as const;

/** As the photographs. */
const photographs = (row: number, x: number) =>
  [125 + (row % 3) - 1, 123 + (x % 3) - 1, x % 2 === 0 ? 107 : 121] as const;

const oneHot = (count: number, classOf = (i: number): number => i % 10): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(count * 10);
  for (let i = 0; i < count; i++) bytes[10 * i + classOf(i)] = 1;
  return bytes;
};

/** Answers addresses that end with one of the keys, 404 otherwise. */
const answering =
  (answers: Record<string, BodyInit>): typeof fetch =>
  (address) => {
    const key = Object.keys(answers).find((ending) => new Request(address).url.endsWith(ending));
    return Promise.resolve(key ? new Response(answers[key]) : new Response(null, { status: 404 }));
  };

const dataAddress = 'https://here.example/data/';

describe('sprites', () => {
  it('give MNIST where nothing else answers', async () => {
    const fetch = answering({ 'mnist_images.png': 'png', mnist_labels_uint8: oneHot(65_000) });
    const sources = webSources('mnist', { fetch, dataAddress, decode: decoding(784, 65_000, digits) });
    const test = await loadDataset('mnist', sources, { split: 'test', limit: 3 });
    expect([...test.labels]).toEqual([0, 1, 2]);
    expect([test.images[0], test.images[784], test.images[1568]]).toEqual([
      55_000 % 67,
      55_001 % 67,
      55_002 % 67,
    ]);
    expect(held).toBe(0);
  });

  it('give the batches of CIFAR-10, planes and labels in place', async () => {
    const labels = JSON.stringify(
      Array.from({ length: 50_000 }, (_, i) => (i + Math.floor(i / 10_000)) % 10),
    );
    const fetch = answering({ 'data_batch_2.png': 'png', 'train_lables.json': labels });
    const sources = webSources('cifar10', {
      fetch,
      dataAddress,
      decode: decoding(1024, 10_000, photographs),
    });
    const set = await loadDataset('cifar10', sources, { limit: 300 });
    expect([...set.labels.subarray(0, 3), set.labels[299]]).toEqual([1, 2, 3, 0]);
    expect([...set.images.subarray(299 * 3072, 299 * 3072 + 6)]).toEqual([126, 122, 107, 126, 123, 121]);
    expect(held).toBe(0);
  });

  const folder = process.env.LAB_DATA_DIR;
  it.runIf(folder)('give the original back, to the byte', async () => {
    const original = await readFile(path.join(folder ?? '', 'cifar-10-batches-bin/data_batch_1.bin'));
    const at = (row: number, x: number): number => row * 3073 + 1 + x;
    const pixel: Pixel = (row, x) => [
      original[at(row, x)] ?? 0,
      original[at(row, x + 1024)] ?? 0,
      original[at(row, x + 2048)] ?? 0,
    ];
    const labels = Array.from({ length: 50_000 }, (_, i) => original[3073 * (i % 10_000)]);
    const fetch = answering({ 'data_batch_1.png': 'png', 'train_lables.json': JSON.stringify(labels) });
    const sources = webSources('cifar10', { fetch, dataAddress, decode: decoding(1024, 10_000, pixel) });
    const rebuilt = await sources.at(-1)?.read(cifar10.files.train[0]?.file ?? '', {});
    expect(original.equals(rebuilt ?? new Uint8Array())).toBe(true);
  });

  it.each([
    [
      'a sprite of another size',
      decoding(784, 60_000, digits),
      oneHot(65_000),
      /784×60000 pixels, expected 784 columns/,
    ],
    ['too few labels', decoding(784, 65_000, digits), oneHot(9), /has 9 labels/],
    [
      'labels of one class',
      decoding(784, 65_000, digits),
      oneHot(65_000, () => 3),
      /gives class 0 0\.0 % of the images/,
    ],
    [
      'pixels that a browser hides',
      decoding(784, 65_000, () => [255, 255, 255]),
      oneHot(65_000),
      /has pixels of 255\.0 on average \(channel 0\), expected 33\.3/,
    ],
    ['no PNG', () => Promise.reject(new Error('bad')), oneHot(65_000), /no readable PNG/],
  ])('refuse %s', async (_, decode, labels, message) => {
    const fetch = answering({ 'mnist_images.png': 'png', mnist_labels_uint8: labels });
    const loading = loadDataset('mnist', webSources('mnist', { fetch, dataAddress, decode }), {
      split: 'test',
    });
    await expect(loading).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(message),
    });
    expect(held).toBe(0);
  });
});
