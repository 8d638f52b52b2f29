import { describe, expect, it } from 'vitest';
import { sortFiles } from './sortFiles';

const file = (name: string, type = ''): File => new File([], name, { type });

describe('sorting files', () => {
  it('tells a model, the files of a data set and pictures apart', () => {
    const model = file('model.safetensors');
    const images = file('train-images-idx3-ubyte.gz', 'application/gzip');
    const labels = file('train-labels.idx1-ubyte');
    const picture = file('cat.jpg', 'image/jpeg');
    expect(sortFiles([picture, labels, model, images])).toEqual({
      model,
      data: { dataset: 'mnist', files: [labels, images] },
      pictures: [picture],
      unknown: [],
    });
  });

  it('names what it has no use for: a second model, a second data set, anything else', () => {
    const names = ['a.safetensors', 'b.safetensors', 'data_batch_1.bin', 'train-labels-idx1-ubyte', 'x.txt'];
    expect(sortFiles(names.map((name) => file(name))).unknown).toEqual([
      'b.safetensors',
      'train-labels-idx1-ubyte',
      'x.txt',
    ]);
  });
});
