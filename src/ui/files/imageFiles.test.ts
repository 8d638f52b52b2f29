import { describe, expect, it } from 'vitest';
import { toOwnImages, type Picture } from './imageFiles';

type Rgba = readonly [number, number, number, number];

interface Painted {
  readonly width: number;
  readonly height: number;
  readonly colour: Rgba;
}

/** How many pictures are open. */
let held = 0;

/** A picture of one colour, in the place of the browser's. */
const painted = ({ width, height, colour }: Painted): Picture => {
  held += 1;
  return {
    width,
    height,
    draw: (to) =>
      Uint8ClampedArray.from({ length: 4 * to.width * to.height }, (_, at) => colour[at % 4] ?? 0),
    close: () => (held -= 1),
  };
};

async function read(pictures: readonly (Painted | null)[]) {
  const files = pictures.map((_, i) => new File([], `${i}.png`));
  const open = (file: File): Promise<Picture | null> => {
    const picture = pictures[files.indexOf(file)];
    return Promise.resolve(picture ? painted(picture) : null);
  };
  const result = await toOwnImages({ files, open, advance: () => Promise.resolve() });
  expect(held).toBe(0);
  return result;
}

const grey = (side: number, value = 128): Painted => ({
  width: side,
  height: side,
  colour: [value, value, value, 255],
});

describe('own images', () => {
  it('that are grey squares of one small size stay as they are', async () => {
    const { images, fittings } = await read(Array.from({ length: 20 }, (_, i) => grey(28, 10 * i)));
    expect(images).toMatchObject({ height: 28, width: 28, channels: 1 });
    const firsts = Array.from({ length: 20 }, (_, i) => images?.images[28 * 28 * i]);
    expect(firsts).toEqual(Array.from({ length: 20 }, (_, i) => 10 * i));
    expect(fittings).toEqual([]);
  });

  it('keep their colours where one has some', async () => {
    const red: Painted = { width: 28, height: 28, colour: [200, 10, 10, 255] };
    const { images } = await read([grey(28), red]);
    expect(images).toMatchObject({ height: 28, width: 28, channels: 3 });
    expect([...(images?.images.subarray(28 * 28 * 3, 28 * 28 * 3 + 3) ?? [])]).toEqual([200, 10, 10]);
  });

  it('are grey though a JPEG has rounded their channels apart', async () => {
    const { images } = await read([{ width: 64, height: 64, colour: [100, 102, 99, 255] }]);
    expect(images).toMatchObject({ height: 64, channels: 1 });
  });

  it.each([
    ['differ in size', [grey(28), grey(32)]],
    ['are no squares', [{ ...grey(28), height: 32 }]],
    ['cannot be halved twice', [grey(30)]],
    ['are large', [grey(68)]],
    ['are tiny', [grey(4)]],
  ])('become 32×32 where they %s', async (_, pictures) => {
    const { images, unreadable } = await read(pictures);
    expect(images).toMatchObject({ height: 32, width: 32, channels: 1 });
    expect(images?.images.length).toBe(32 * 32 * pictures.length);
    expect(unreadable).toEqual([]);
  });

  it('tell what became of them, and which files are none', async () => {
    const { images, unreadable, fittings } = await read([
      { width: 40, height: 60, colour: [255, 0, 0, 128] },
      null,
    ]);
    // Over black.
    expect([...(images?.images.subarray(0, 3) ?? [])]).toEqual([128, 0, 0]);
    expect([unreadable, fittings]).toEqual([['1.png'], ['cropped', 'blackened']]);
  });

  it('are none where no file is a picture', async () => {
    expect(await read([null, null])).toEqual({
      images: null,
      unreadable: ['0.png', '1.png'],
      fittings: [],
    });
  });
});
