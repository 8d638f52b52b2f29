import { describe, expect, it } from 'vitest';
import { loadDataset } from './load';
import { ownDataset } from './own';
import { memorySource, smallMnist } from './testSources';
import { toBytes, toModelRange } from './types';

const empty = memorySource({});

describe('loadDataset', () => {
  it('goes on to the next source where a file is missing or damaged', async () => {
    const damaged = memorySource({ 'train-images-idx3-ubyte.gz': Uint8Array.of(1, 2, 3) });
    const set = await loadDataset('mnist', [empty, damaged, memorySource(await smallMnist())]);
    expect(set.count).toBe(3);
  });

  it('says that no source had it, and what to do', async () => {
    await expect(loadDataset('mnist', [empty])).rejects.toMatchObject({
      code: 'no-data',
      message: expect.stringMatching(/train-images-idx3-ubyte\.gz.*Choose "strokes"/),
    });
    await expect(loadDataset('cifar10', [])).rejects.toMatchObject({ code: 'no-data' });
  });

  it('prefers to tell of a damaged file', async () => {
    const damaged = memorySource({ 'train-images-idx3-ubyte.gz': Uint8Array.of(1, 2, 3) });
    await expect(loadDataset('mnist', [empty, damaged, empty])).rejects.toMatchObject({ code: 'bad-file' });
  });

  it('does not go on after an abort', async () => {
    let asked = 0;
    const stop = new AbortController();
    const stopping = {
      ...empty,
      read: () => {
        asked++;
        stop.abort(new Error('enough'));
        return Promise.resolve(undefined);
      },
    };
    await expect(loadDataset('mnist', [stopping, stopping], { signal: stop.signal })).rejects.toThrow(
      'enough',
    );
    expect(asked).toBe(1);
  });

  it('needs no source for strokes and own images', async () => {
    expect((await loadDataset('strokes', [], { limit: 5 })).count).toBe(5);
    const own = { height: 8, width: 12, channels: 3, images: new Uint8Array(2 * 8 * 12 * 3) };
    expect(await loadDataset('own', [], { own })).toMatchObject({
      count: 2,
      channels: 3,
      classNames: ['own'],
    });
  });
});

describe('ownDataset', () => {
  const two = { height: 8, width: 8, channels: 1, images: new Uint8Array(128) };

  it('has the classes that its images come with', () => {
    const classes = { names: ['cat', 'dog'], labels: Uint8Array.of(1, 0) };
    expect(ownDataset({ ...two, classes })).toMatchObject({
      classNames: ['cat', 'dog'],
      labels: classes.labels,
    });
  });

  it.each([
    ['a label too few', { names: ['cat'], labels: Uint8Array.of(0) }],
    ['a label out of range', { names: ['cat'], labels: Uint8Array.of(0, 1) }],
    ['too many classes', { names: Array.from({ length: 21 }, String), labels: Uint8Array.of(0, 1) }],
  ])('refuses %s', (_, classes) => {
    expect(() => ownDataset({ ...two, classes })).toThrow(expect.objectContaining({ code: 'bad-file' }));
  });

  it.each([
    ['no images', undefined, 'no-data'],
    ['an odd side', { height: 9, width: 8, channels: 1, images: new Uint8Array(72) }, 'bad-file'],
    ['a huge side', { height: 256, width: 8, channels: 1, images: new Uint8Array(2048) }, 'bad-file'],
    ['four channels', { height: 8, width: 8, channels: 4, images: new Uint8Array(256) }, 'bad-file'],
    ['a broken length', { height: 8, width: 8, channels: 1, images: new Uint8Array(65) }, 'bad-file'],
  ])('refuses %s', (_, own, code) => {
    expect(() => ownDataset(own)).toThrow(expect.objectContaining({ code }));
  });
});

describe('the model range', () => {
  it('is −1…1, and back to the same byte', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const values = toModelRange(bytes);
    expect([values[0], values[255]]).toEqual([-1, 1]);
    expect(toBytes(values)).toEqual(bytes);
    expect([...toBytes(Float32Array.of(-3, 3))]).toEqual([0, 255]);
  });
});
