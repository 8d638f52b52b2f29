import { describe, expect, it } from 'vitest';
import { ownDataset } from '../own';
import type { OwnFile } from './files';
import { makeOwnImages, usualChoice, type OwnChoice } from './make';
import type { DecodedPicture } from './picture';

type Rgba = readonly [number, number, number, number];

interface Painted {
  readonly path?: string;
  readonly width: number;
  readonly height: number;
  readonly colour: Rgba;
}

/** How many pictures are open. */
let held = 0;

/** A picture of one colour, in the place of a decoded file. */
const painted = ({ width, height, colour }: Painted): DecodedPicture => {
  held += 1;
  return {
    width,
    height,
    square: (side) => Uint8ClampedArray.from({ length: 4 * side * side }, (_, at) => colour[at % 4] ?? 0),
    close: () => (held -= 1),
  };
};

const idle = (): Promise<void> => Promise.resolve();

/** Each picture is a file with its number inside; null is one that is no picture. */
async function make(pictures: readonly (Painted | null)[], changes: Partial<OwnChoice> = {}) {
  const files = pictures.map((picture, i): OwnFile => ({
    path: picture?.path ?? `${i}.png`,
    size: 1,
    read: () => Promise.resolve(new Blob([String(i)])),
  }));
  const made = await makeOwnImages(
    { files, refused: [] },
    {
      choice: { ...usualChoice, ...changes },
      decode: async (blob) => {
        const picture = pictures[Number(await blob.text())];
        return picture ? painted(picture) : null;
      },
      advance: idle,
    },
  );
  expect(held).toBe(0);
  return made;
}

const grey = (side: number, value = 128): Painted => ({
  width: side,
  height: side,
  colour: [value, value, value, 255],
});

/** Sixteen of them. */
const many = (picture: Painted): readonly Painted[] => Array.from({ length: 16 }, () => picture);

describe('own images', () => {
  it('that are grey squares of one small size stay as they are', async () => {
    const { images, fittings } = await make(Array.from({ length: 20 }, (_, i) => grey(28, 10 * i)));
    expect(images).toMatchObject({ height: 28, width: 28, channels: 1 });
    const firsts = Array.from({ length: 20 }, (_, i) => images?.images[28 * 28 * i]);
    expect(firsts).toEqual(Array.from({ length: 20 }, (_, i) => 10 * i));
    expect(fittings).toEqual([]);
  });

  it('keep their colours where one has some, and lose them where that is asked for', async () => {
    const red: Painted = { width: 28, height: 28, colour: [200, 10, 10, 255] };
    const pictures = [...many(grey(28)), red];
    const { images } = await make(pictures);
    expect(images).toMatchObject({ height: 28, width: 28, channels: 3 });
    expect([...(images?.images.subarray(-3) ?? [])]).toEqual([200, 10, 10]);
    const asGrey = await make(pictures, { colour: 'grey' });
    expect(asGrey).toMatchObject({ images: { channels: 1 }, fittings: ['greyed'] });
    // Rec. 601: 0.299 · 200 + 0.587 · 10 + 0.114 · 10 = 66.81
    expect(asGrey.images?.images.at(-1)).toBe(67);
  });

  it('become coloured where that is asked for', async () => {
    const { images } = await make(many(grey(28, 7)), { colour: 'colour' });
    expect([images?.channels, ...(images?.images.subarray(0, 3) ?? [])]).toEqual([3, 7, 7, 7]);
  });

  it('are grey though a JPEG has rounded their channels apart', async () => {
    const { images } = await make(many({ width: 64, height: 64, colour: [100, 102, 99, 255] }));
    expect(images).toMatchObject({ height: 64, channels: 1 });
  });

  it.each([
    ['differ in size', [...many(grey(28)), grey(32)]],
    ['are no squares', [...many(grey(28)), { ...grey(28), height: 32 }]],
    ['cannot be halved twice', many(grey(30))],
    ['are large', many(grey(68))],
    ['are tiny', many(grey(4))],
  ])('become 32×32 where they %s', async (_, pictures) => {
    const { images, refused } = await make(pictures);
    expect(images).toMatchObject({ height: 32, width: 32, channels: 1 });
    expect(images?.images.length).toBe(32 * 32 * pictures.length);
    expect(refused).toEqual([]);
  });

  it('become as large as asked for', async () => {
    expect((await make(many(grey(28)), { side: 128 })).images).toMatchObject({ height: 128, width: 128 });
  });

  it('tell what became of them, and which files are none and why', async () => {
    const { images, refused, fittings } = await make([
      ...many({ width: 40, height: 60, colour: [255, 0, 0, 128] }),
      null,
      grey(1),
      { ...grey(8), width: 20_000, height: 20_000 },
      { ...grey(8), path: 'notes.txt' },
      { ...grey(8), path: '.hidden/0.png' },
    ]);
    // Over black.
    expect([...(images?.images.subarray(0, 3) ?? [])]).toEqual([128, 0, 0]);
    expect(fittings).toEqual(['cropped', 'blackened']);
    expect(refused).toEqual([
      { path: 'notes.txt', why: 'not-image' },
      { path: '16.png', why: 'undecodable' },
      { path: '17.png', why: 'tiny' },
      { path: '18.png', why: 'huge' },
    ]);
  });

  it('are refused by their headers before anything is decoded', async () => {
    // The first chunk of a PNG of 20,000 × 20,000.
    const header = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82);
    const size = Uint8Array.of(0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20);
    const file = { path: 'huge.png', size: 24, read: () => Promise.resolve(new Blob([header, size])) };
    const decode = () => Promise.reject(new Error('It was decoded.'));
    const options = { choice: usualChoice, decode, advance: idle };
    const made = await makeOwnImages({ files: [file], refused: [] }, options);
    expect(made).toMatchObject({ images: null, found: 0, refused: [{ path: 'huge.png', why: 'huge' }] });
  });

  it('are too few below sixteen', async () => {
    expect(await make(many(grey(28)).slice(1))).toMatchObject({ images: null, found: 15 });
    expect(await make([null])).toMatchObject({ images: null, found: 0 });
  });

  it('are of the classes that their folders name, in an order that shows all of them at once', async () => {
    const of = (folder: string, count: number, value: number): readonly Painted[] =>
      Array.from({ length: count }, (_, i) => ({ ...grey(8, value), path: `set/${folder}/${i}.png` }));
    const { images, counts } = await make([...of('ring', 3, 1), ...of('bar', 14, 2), ...of('empty', 0, 3)]);
    expect(images?.classes?.names).toEqual(['bar', 'ring']);
    expect([...(images?.classes?.labels ?? [])].slice(0, 7)).toEqual([0, 1, 0, 1, 0, 1, 0]);
    expect(counts).toEqual([14, 3]);
    const set = ownDataset(images ?? undefined);
    // Each image has kept its label.
    const values = Array.from({ length: set.count }, (_, i) => set.images[64 * i]);
    expect(values).toEqual([...set.labels].map((label) => (set.classNames[label] === 'ring' ? 1 : 2)));
  });

  it('of which one class cannot be read are of the others', async () => {
    const of = (folder: string): readonly Painted[] =>
      many(grey(8)).map((picture, i) => ({ ...picture, path: `${folder}/${i}.png` }));
    const broken = { ...grey(1), path: 'a/0.png' };
    const { images, counts } = await make([broken, ...of('b'), ...of('c')]);
    expect([images?.classes?.names, counts]).toEqual([
      ['b', 'c'],
      [16, 16],
    ]);
    expect(new Set(images?.classes?.labels)).toEqual(new Set([0, 1]));
  });

  it('are without classes where folders are to mean nothing', async () => {
    const pictures = many(grey(8)).map((picture, i) => ({ ...picture, path: `${i % 2}/${i}.png` }));
    expect((await make(pictures, { classes: false })).images?.classes).toBeUndefined();
  });

  it('are as many as a GPU holds in one piece: some of each class', async () => {
    // 128 · 128 · 3 bytes each: 2,730 fit 128 MiB. None is read here but what is wanted.
    const files = Array.from({ length: 3000 }, (_, i): OwnFile => ({
      path: `${i < 2900 ? 'many' : 'few'}/${i}.png`,
      size: 1,
      read: () => Promise.reject(new Error('gone')),
    }));
    const options = {
      choice: { ...usualChoice, side: 128 },
      decode: () => Promise.resolve(null),
      advance: idle,
    };
    const { refused } = await makeOwnImages({ files, refused: [] }, options);
    const beyond = refused.filter(({ why }) => why === 'beyond');
    expect([beyond.length, refused.length]).toEqual([3000 - 2730, 3000]);
    expect(beyond.every(({ path }) => path.startsWith('many/'))).toBe(true);
  });
});
