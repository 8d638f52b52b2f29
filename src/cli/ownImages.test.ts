import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BlobReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { usualChoice } from '../datasets/own/make';
import { openDataset } from './data';
import { openOwnImages, readChoice } from './ownImages';

let folder = '';
const at = (file: string): string => path.join(folder, file);

/** Twenty pictures of one value in each of two classes, and what does not belong. */
const files: Readonly<Record<string, Uint8Array>> = {
  ...Object.fromEntries(
    ['day', 'night'].flatMap((name, label) =>
      Array.from({ length: 10 }, (_, i) => [
        `set/${name}/${i}.png`,
        encode({ width: 12, height: 10, data: new Uint8Array(120).fill(200 - 150 * label), channels: 1 }),
      ]),
    ),
  ),
  'set/night/broken.jpg': Uint8Array.of(0xff, 0xd8, 0xff),
  'set/notes.txt': new TextEncoder().encode('hello'),
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'own-images-'));
  const zip = new ZipWriter(new Uint8ArrayWriter());
  for (const [file, bytes] of Object.entries(files)) {
    await mkdir(path.dirname(at(file)), { recursive: true });
    await writeFile(at(file), bytes);
    await zip.add(file, new BlobReader(new Blob([new Uint8Array(bytes)])), { useWebWorkers: false });
  }
  await writeFile(at('set.zip'), await zip.close());
  await mkdir(at('empty'));
});

afterAll(() => rm(folder, { recursive: true }));

/** What is said on standard error. */
function listen(): readonly string[] {
  const said: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
  return said;
}

describe('own images on the command line', () => {
  it.each(['set', 'set.zip'])('are read from a folder or a zip, with their classes: %s', async (name) => {
    const said = listen();
    const set = await openDataset({ dataset: 'own', padImages: false }, at(name), {
      choice: { ...usualChoice, side: 28 },
    });
    expect(set).toMatchObject({
      count: 20,
      height: 28,
      width: 28,
      channels: 1,
      classNames: ['day', 'night'],
    });
    const firsts = Array.from({ length: set.count }, (_, i) => set.images[784 * i]);
    expect(firsts).toEqual([...set.labels].map((label) => 200 - 150 * label));
    expect(said).toEqual([
      expect.stringMatching(/notes\.txt \(no picture by its name\)\.$/),
      expect.stringMatching(/night\/broken\.jpg \(no readable PNG or JPEG/),
    ]);
  });

  it('are refused where there are none, or too few', async () => {
    await expect(openOwnImages(at('empty'), usualChoice)).rejects.toMatchObject({
      code: 'no-data',
      reason: { name: 'own-few', values: { found: 0, least: 16 } },
    });
    await expect(openOwnImages(at('nowhere'), usualChoice)).rejects.toMatchObject({ code: 'no-data' });
    await expect(openOwnImages(at('set/notes.txt'), usualChoice)).rejects.toMatchObject({
      code: 'no-data',
    });
  });

  it('become what the options say', () => {
    expect(readChoice({})).toEqual(usualChoice);
    const all = { size: '64', fit: 'whole', colour: 'grey', 'one-class': 'true' };
    expect(readChoice(all)).toEqual({ side: 64, fit: 'whole', colour: 'grey', classes: false });
    expect(() => readChoice({ size: '50' })).toThrow(/--size is "50", expected one of 28, 32, 64, 128/);
    expect(() => readChoice({ fit: 'stretch' })).toThrow(/--fit/);
    expect(() => readChoice({ colour: 'red' })).toThrow(/--colour/);
  });
});
