import { describe, expect, it } from 'vitest';
import { drawingFiles, drawnClasses, folderName, nameOfPath, withPaths, type Drawing } from './drawings';
import { makeOwnImages, usualChoice } from './make';

const drawing = (name: string, value: number): Drawing => ({
  name,
  pixels: new Uint8Array(28 * 28).fill(value),
});

const some = [drawing('cat', 1), drawing('dog', 2), drawing('cat', 3)];

describe('the name of a class', () => {
  it.each([
    ['cat', 'cat'],
    [' house cat ', 'house cat'],
    ['小猫', '小猫'],
    ['a/b\\c:d', 'abcd'],
    ['..', ''],
    ['.hidden.', 'hidden'],
    ['<>', ''],
    ['\u0000\n', ''],
    ['🐈'.repeat(50), '🐈'.repeat(40)],
  ])('%j is fit for a folder as %j', (text, name) => {
    expect(folderName(text)).toBe(name);
  });

  it('is that of the folder that a file lies in', () => {
    expect(nameOfPath('set/cat/1.png')).toBe('cat');
    expect(nameOfPath('1.png')).toBe('');
  });
});

describe('drawings', () => {
  it('lie in a folder for each class, numbered', () => {
    expect(withPaths(some).map(([path, { pixels }]) => [path, pixels[0]])).toEqual([
      ['cat/1.png', 1],
      ['cat/2.png', 3],
      ['dog/1.png', 2],
    ]);
    expect(drawnClasses(some).map(({ name, drawings }) => [name, drawings.length])).toEqual([
      ['cat', 2],
      ['dog', 1],
    ]);
  });

  it('are images to train on as they were drawn', async () => {
    const many = Array.from({ length: 16 }, (_, i) => drawing(i % 2 === 0 ? 'cat' : 'dog', i));
    const { images } = await makeOwnImages(
      { files: drawingFiles(many), refused: [] },
      { choice: usualChoice, decode: () => Promise.resolve(null), advance: () => Promise.resolve() },
    );
    expect(images).toMatchObject({ height: 28, width: 28, channels: 1, classes: { names: ['cat', 'dog'] } });
    const firsts = Array.from({ length: 16 }, (_, i) => images?.images[784 * i]);
    expect(firsts).toEqual(Array.from({ length: 16 }, (_, i) => i));
  });
});
