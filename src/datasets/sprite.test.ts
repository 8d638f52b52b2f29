import { describe, expect, it } from 'vitest';
import { loadDataset } from './load';
import type { DecodedImage } from './sprite';
import { webSources } from './web';

/** "PNGs" that are decoded and not yet freed. */
let held = 0;

/** A "PNG" whose decoder invents pixels: red is the row, green the column, blue 7 (all modulo 256). */
const inventing = (width: number, height: number) => (): Promise<DecodedImage> => {
  held += 1;
  return Promise.resolve({
    width,
    height,
    close: () => (held -= 1),
    readRows: (from, count) => {
      const rgba = new Uint8Array(count * width * 4);
      for (let row = 0; row < count; row++) {
        for (let x = 0; x < width; x++) rgba.set([from + row, x, 7, 255], (row * width + x) * 4);
      }
      return Promise.resolve(rgba);
    },
  });
};

const oneHot = (count: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(count * 10);
  for (let i = 0; i < count; i++) bytes[10 * i + (i % 10)] = 1;
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
    const sources = webSources('mnist', { fetch, dataAddress, decode: inventing(784, 65_000) });
    const test = await loadDataset('mnist', sources, { split: 'test', limit: 3 });
    expect([...test.labels]).toEqual([0, 1, 2]);
    expect([test.images[0], test.images[784], test.images[1568]]).toEqual([
      55_000 % 256,
      55_001 % 256,
      55_002 % 256,
    ]);
    expect(held).toBe(0);
  });

  it('give the batches of CIFAR-10, planes and labels in place', async () => {
    const labels = JSON.stringify(Array.from({ length: 50_000 }, (_, i) => Math.floor(i / 10_000)));
    const fetch = answering({ 'data_batch_2.png': 'png', 'train_lables.json': labels });
    const sources = webSources('cifar10', { fetch, dataAddress, decode: inventing(1024, 10_000) });
    const set = await loadDataset('cifar10', sources, { limit: 300 });
    expect(set.labels[299]).toBe(1);
    expect([...set.images.subarray(299 * 3072, 299 * 3072 + 6)]).toEqual([299 % 256, 0, 7, 299 % 256, 1, 7]);
    expect(held).toBe(0);
  });

  it.each([
    [
      'a sprite of another size',
      inventing(784, 60_000),
      oneHot(65_000),
      /784×60000 pixels, expected 784 columns/,
    ],
    ['too few labels', inventing(784, 65_000), oneHot(9), /has 9 labels/],
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
