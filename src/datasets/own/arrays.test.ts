import { describe, expect, it } from 'vitest';
import { checkDamagedArrays, npy } from '../../test/arrayFuzz';
import { encodeIdx } from '../idx';
import { cifarBatch, gzip } from '../testSources';
import { openContainers } from './containers';
import type { OwnFile } from './files';

/** Written by `numpy.save` and `numpy.savez_compressed` of NumPy 2.4.6: `arange` reshaped, zeros, and lists. */
const written = {
  grey: 'k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsIDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAQIDBAUGBwgJCgs=',
  fortran:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMywgMiwgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoABAgCBgoBBQkDBws=',
  float:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsIDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  int64:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoEAAAAAAAAAAAAAAAAAAAABwAAAAAAAAA=',
  big: 'k05VTVBZAQB2AHsnZGVzY3InOiAnPmkyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsIDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  bool: 'k05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAB',
  flat: 'k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDQpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAQIDBAUGBw==',
  rank5:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDIsIDIsIDMsIDEpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAA=',
  object:
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfE8nLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqABJWRAAAAAAAAAIwWbnVtcHkuX2NvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwKFlGgDjAVkdHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/////Sv////9LP3SUYoldlChdlEsBYX2UZXSUYi4=',
  npz: 'UEsDBC0AAAAIAAAAIQA+zXoi//////////8KABQAeF90ZXN0Lm5weQEAEACIAAAAAAAAAEkAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgXlNqqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjoKIKSpo1CrQB7g4oQCAFBLAwQtAAAACAAAACEAmgmxHP//////////CwAUAHhfdHJhaW4ubnB5AQAQAIwAAAAAAAAAVAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBeU2qorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOgpGQKSpo1CrQB7gYmBkYmZhZWPn4OTiBgBQSwMELQAAAAgAAAAhAITgtm3//////////wsAFAB5X3RyYWluLm5weQEAEACDAAAAAAAAAEcAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgXlNqqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaxjqaOgq1ChQALkYGRgBQSwMELQAAAAgAAAAhAJlid9///////////woAFAB5X3Rlc3QubnB5AQAQAIIAAAAAAAAARgAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBeU2qorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOpo6CrUKFAAuBkYAUEsBAi0DLQAAAAgAAAAhAD7NeiJJAAAAiAAAAAoAAAAAAAAAAAAAAIABAAAAAHhfdGVzdC5ucHlQSwECLQMtAAAACAAAACEAmgmxHFQAAACMAAAACwAAAAAAAAAAAAAAgAGFAAAAeF90cmFpbi5ucHlQSwECLQMtAAAACAAAACEAhOC2bUcAAACDAAAACwAAAAAAAAAAAAAAgAEWAQAAeV90cmFpbi5ucHlQSwECLQMtAAAACAAAACEAmWJ330YAAACCAAAACgAAAAAAAAAAAAAAgAGaAQAAeV90ZXN0Lm5weVBLBQYAAAAABAAEAOIAAAAcAgAAAAA=',
} as const;

type Written = keyof typeof written;

const idle = (): Promise<void> => Promise.resolve();

const bytesOf = (name: Written): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(written[name], 'base64'));

const file = (path: string, bytes: Uint8Array<ArrayBuffer>): OwnFile => ({
  path,
  size: bytes.length,
  read: () => Promise.resolve(new Blob([bytes])),
});

/** The paths of the pictures in files, and the first red of each. */
async function picturesIn(...files: readonly OwnFile[]): Promise<readonly (readonly [string, number])[]> {
  const found = await openContainers(files, idle);
  return found.files.map(({ path, picture }) => {
    const made = picture?.();
    return [path, made?.square(made.width, 'crop')?.[0] ?? Number.NaN];
  });
}

const open = (name: Written) => picturesIn(file(`${name}.npy`, bytesOf(name)));

describe("NumPy's arrays", () => {
  it('are images: of rank 3, as flat squares, of bits', async () => {
    expect(await open('grey')).toEqual([
      ['grey.npy/0.png', 0],
      ['grey.npy/1.png', 4],
      ['grey.npy/2.png', 8],
    ]);
    expect(await open('flat')).toEqual([
      ['flat.npy/0.png', 0],
      ['flat.npy/1.png', 4],
    ]);
    expect(await open('bool')).toEqual([['bool.npy/0.png', 255]]);
  });

  it('are images with channels last, or first', async () => {
    const values = Uint8Array.from({ length: 12 }, (_, i) => i);
    const colours = async (shape: readonly number[]) => {
      const { files } = await openContainers([file('a.npy', npy('|u1', shape, values))], idle);
      return [...(files[0]?.picture?.().square(2, 'crop') ?? [])].slice(0, 8);
    };
    expect(await colours([1, 2, 2, 3])).toEqual([0, 1, 2, 255, 3, 4, 5, 255]);
    expect(await colours([1, 3, 2, 2])).toEqual([0, 4, 8, 255, 1, 5, 9, 255]);
  });

  it('with labels beside them are of classes', async () => {
    expect(await picturesIn(file('x.npy', bytesOf('grey')), file('y.npy', bytesOf('int64')))).toEqual([
      ['x.npy/4/0.png', 0],
      ['x.npy/0/1.png', 4],
      ['x.npy/7/2.png', 8],
    ]);
  });

  it('in an archive: those for training, with their labels', async () => {
    expect(await picturesIn(file('set.npz', bytesOf('npz')))).toEqual([
      ['set.npz/x_train.npy/1/0.png', 0],
      ['set.npz/x_train.npy/0/1.png', 4],
      ['set.npz/x_train.npy/1/2.png', 8],
    ]);
  });

  it.each([
    ['float', { name: 'npy-type', values: { file: 'float.npy', dtype: 'f4' } }],
    ['big', { name: 'npy-type', values: { file: 'big.npy', dtype: '>i2' } }],
    ['object', { name: 'npy-type', values: { file: 'object.npy', dtype: 'object' } }],
    ['fortran', { name: 'npy-order', values: { file: 'fortran.npy' } }],
    ['rank5', { name: 'npy-shape', values: { file: 'rank5.npy', found: '(1, 2, 2, 3, 1)' } }],
    ['int64', { name: 'npy-type', values: { file: 'int64.npy', dtype: 'i8' } }],
  ] as const)('of another kind are refused by a sentence: %s', async (name, reason) => {
    await expect(open(name)).rejects.toMatchObject({ code: 'bad-file', reason });
  });

  it('that are cut off are refused', async () => {
    const cut = bytesOf('grey').slice(0, -1);
    await expect(picturesIn(file('cut.npy', cut))).rejects.toMatchObject({
      code: 'bad-file',
      reason: { name: 'data-file', values: { file: 'cut.npy' } },
    });
  });
});

describe('other files of many images', () => {
  it('are IDX, packed or not, with labels of the same count', async () => {
    const images = encodeIdx({ dimensions: [2, 3, 3], values: Uint8Array.from({ length: 18 }, (_, i) => i) });
    const labels = encodeIdx({ dimensions: [2], values: Uint8Array.of(5, 6) });
    expect(await picturesIn(file('a-ubyte.gz', await gzip(images)), file('b-ubyte', labels))).toEqual([
      ['a-ubyte/5/0.png', 0],
      ['a-ubyte/6/1.png', 9],
    ]);
  });

  it("are CIFAR's records of either kind", async () => {
    expect(await picturesIn(file('batch.bin', cifarBatch(3, 1)))).toEqual([
      ['batch.bin/3/0.png', 3],
      ['batch.bin/1/1.png', 1],
    ]);
    const hundred = Uint8Array.of(7, 42, ...new Uint8Array(3072).fill(9));
    expect(await picturesIn(file('train.bin', hundred))).toEqual([['train.bin/7/0.png', 9]]);
  });

  it('are left alone where they are something else', async () => {
    const text = file('notes.bin', new TextEncoder().encode('hello'));
    expect((await openContainers([text], idle)).files).toEqual([text]);
  });
});

it('of 500 sets of arrays, most of them damaged, each is read or refused in words', () => {
  checkDamagedArrays(500);
});
