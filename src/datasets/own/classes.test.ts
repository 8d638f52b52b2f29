import { describe, expect, it } from 'vitest';
import { classesOfPaths } from './classes';

const classesOf = (...paths: readonly string[]) => classesOfPaths(paths);

describe('classes from folders', () => {
  it('are the first folders below those that all images share', () => {
    expect(classesOf('pets/cat/1.png', 'pets/dog/2020/2.png', 'pets/cat/old/3.png')).toEqual({
      names: ['cat', 'dog'],
      of: [0, 1, 0],
    });
  });

  it('are none where all images lie in one place', () => {
    expect(classesOf('1.png', '2.png').names).toEqual([]);
    expect(classesOf('pets/1.png', 'pets/2.png')).toEqual({ names: [], of: [0, 0] });
  });

  it('stand in the order of their numbers', () => {
    expect(classesOf('10/a.png', '9/a.png', '1/a.png').names).toEqual(['1', '9', '10']);
  });

  it('are looked for below folders for training and tests', () => {
    expect(classesOf('x/train/cat/1.png', 'x/test/cat/2.png', 'x/train/dog/3.png')).toEqual({
      names: ['cat', 'dog'],
      of: [0, 0, 1],
    });
  });

  it('leave out what lies beside them', () => {
    expect(classesOf('cat/1.png', 'dog/2.png', 'cover.png').of).toEqual([0, 1, 'beside']);
  });

  it('are at most twenty, the largest', () => {
    const folders = Array.from({ length: 25 }, (_, i) => `class ${i + 1}`);
    const paths = folders.flatMap((name, i) => Array.from({ length: i + 1 }, (_, n) => `${name}/${n}.png`));
    const { names, of } = classesOfPaths(paths);
    expect(names).toEqual(folders.slice(5));
    expect(of.filter((label) => label === 'many-classes')).toHaveLength(1 + 2 + 3 + 4 + 5);
  });
});
