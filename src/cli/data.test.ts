// Folders of data sets on a real disk, as other tools and archives leave them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cifarBatch, smallMnist, tar } from '../datasets/testSources';
import { timesOfDigit } from '../datasets/own/cost';
import { usualChoice } from '../datasets/own/make';
import { defaultConfig, type LabConfig } from '../lab/fields';
import { likeImages, openDataset } from './data';

const packed = await smallMnist();
const [images, labels] = ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'].map((name) =>
  gunzipSync(packed[name] ?? ''),
);

let folder = '';
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'data-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(files: Readonly<Record<string, Uint8Array | undefined>>): void {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes ?? '');
  }
}

const labelsOf = async (dataset: 'mnist' | 'cifar10'): Promise<number[]> => [
  ...(await openDataset({ ...defaultConfig, dataset }, folder)).labels,
];

describe('a folder with MNIST', () => {
  it.each([
    [
      'as Kaggle packs it',
      {
        'train-images-idx3-ubyte/train-images-idx3-ubyte': images,
        'train-labels-idx1-ubyte/train-labels-idx1-ubyte': labels,
      },
    ],
    ['with a dot', { 'train-images.idx3-ubyte': images, 'train-labels.idx1-ubyte': labels }],
    [
      'as torchvision keeps it',
      { 'MNIST/raw/train-images-idx3-ubyte': images, 'MNIST/raw/train-labels-idx1-ubyte': labels },
    ],
  ])('is read %s', async (_, files) => {
    put(files);
    expect(await labelsOf('mnist')).toEqual([7, 0, 9]);
  });

  it('is read past folders that have the names of its files and hold nothing', async () => {
    mkdirSync(path.join(folder, 'train-images-idx3-ubyte.gz'));
    put({ 'MNIST/raw/train-images-idx3-ubyte': images, 'MNIST/raw/train-labels-idx1-ubyte': labels });
    expect(await labelsOf('mnist')).toEqual([7, 0, 9]);
  });

  it('is said to lack a file, or to be no folder at all, in a sentence', async () => {
    put({ 'train-images-idx3-ubyte': images });
    await expect(labelsOf('mnist')).rejects.toThrow(/The folder .* has no train-labels-idx1-ubyte\.gz/);
    folder = path.join(folder, 'train-images-idx3-ubyte');
    await expect(labelsOf('mnist')).rejects.toThrow(/has no train-images-idx3-ubyte\.gz/);
  });
});

describe('a folder with CIFAR-10', () => {
  it.each([
    ['batches without an ending', { data_batch_1: cifarBatch(4) }],
    ['batches where the archive puts them', { 'cifar-10-batches-bin/data_batch_1.bin': cifarBatch(4) }],
    [
      'the archive',
      { 'cifar-10-binary.tar.gz': gzipSync(tar({ 'cifar-10-batches-bin/data_batch_1.bin': cifarBatch(4) })) },
    ],
  ])('is read from %s', async (_, files) => {
    put(files);
    expect(await labelsOf('cifar10')).toEqual([4]);
  });
});

describe('own images like those of a model', () => {
  const choiceOf = (height: number, channels: number, settings: Partial<LabConfig> = {}) =>
    likeImages({
      config: { ...defaultConfig, dataset: 'own', ...settings },
      image: { height, width: height, channels, classes: 2 },
    }).choice;

  it('come to its size and colours', () => {
    expect(choiceOf(64, 3)).toMatchObject({ side: 64, colour: 'colour' });
    expect(choiceOf(28, 1)).toMatchObject({ side: 28, colour: 'grey' });
  });

  it('come to the size that they had before they were padded', () => {
    expect(choiceOf(32, 1, { padImages: true })).toMatchObject({ side: 28 });
    expect(choiceOf(64, 1, { padImages: true })).toMatchObject({ side: 64 });
  });

  it('are what is asked for besides', () => {
    const asked = { ...usualChoice, fit: 'whole', classes: false } as const;
    const facts = { config: defaultConfig, image: { height: 64, width: 64, channels: 1, classes: 1 } };
    expect(likeImages(facts, asked).choice).toEqual({ ...asked, side: 64, colour: 'grey' });
  });
});

describe('the cost of a size', () => {
  it.each([
    [28, null],
    [32, null],
    [64, 5],
    [128, 21],
  ])('of %i pixels, in times of a digit: %s', (side, times) => {
    expect(timesOfDigit({ height: side, width: side })).toBe(times);
  });
});
