import { describe, expect, it } from 'vitest';
import { writeSafetensors } from '../../engine/checkpoint/safetensors';
import { smallMnist } from '../../datasets/testSources';
import { sortFiles } from './sortFiles';

const file = (name: string, content: BlobPart = '', type = ''): File => new File([content], name, { type });

const [imageBytes, labelBytes] = Object.values(await smallMnist());
const modelBytes = writeSafetensors({ tensors: new Map(), metadata: { format: 'diffusion-lab' } });
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

describe('sorting files', () => {
  it('tells a model, the files of a data set and pictures apart, whatever they are called', async () => {
    const model = file('MODEL (1)', modelBytes);
    const images = file('train-images-idx3-ubyte (1).gz', imageBytes, 'application/gzip');
    const labels = file('LABELS', labelBytes);
    const picture = file('cat.jpg', 'any', 'image/jpeg');
    const nameless = file('picture', png);
    const zip = file('archive', 'PK\u0003\u0004');
    expect(await sortFiles([picture, labels, model, images, nameless, zip])).toEqual({
      model,
      configs: [],
      data: { dataset: 'mnist', files: [labels, images] },
      pictures: [picture, nameless],
      zips: [zip],
      unknown: [],
    });
  });

  it('names what it has no use for: a second model, a second data set, anything else', async () => {
    const batch = file('data_batch_1.bin', new Uint8Array(3073));
    const files = [
      file('a.safetensors'),
      file('B.SAFETENSORS'),
      batch,
      file('train-labels-idx1-ubyte', labelBytes),
      file('x.txt', 'hello'),
    ];
    const { model, data, unknown } = await sortFiles(files);
    expect([model?.name, data]).toEqual(['a.safetensors', { dataset: 'cifar10', files: [batch] }]);
    expect(unknown).toEqual(
      ['B.SAFETENSORS', 'train-labels-idx1-ubyte', 'x.txt'].map((name) => ({ name, wanted: [] })),
    );
  });

  it('knows a model in a zip, and configurations beside weights', async () => {
    const network = file('config.json', '{\n  "_class_name": "UNet2DModel"\n}');
    const weights = file('diffusion_pytorch_model.safetensors');
    expect(await sortFiles([network, weights])).toMatchObject({
      model: weights,
      configs: [network],
      unknown: [],
    });
    const zipped = file('model.zip', 'PK\u0003\u0004 unet/diffusion_pytorch_model.safetensors');
    expect(await sortFiles([zipped])).toMatchObject({ model: zipped, unknown: [] });
    const other = file('other.zip', 'PK\u0003\u0004 1.png');
    const alone = await sortFiles([network, other]);
    expect(alone).toMatchObject({ model: null, zips: [other], unknown: [{ name: 'config.json' }] });
  });

  it('lets the labels decide whose images they are, where several sets have such images', async () => {
    const idx = (rank: number, ...numbers: readonly number[]): Uint8Array<ArrayBuffer> => {
      const header = new DataView(new ArrayBuffer(4 * numbers.length));
      numbers.forEach((number, i) => header.setUint32(4 * i, number));
      const content = Uint8Array.from({ length: 784 }, () => rank);
      return new Uint8Array([...new Uint8Array(header.buffer), ...content]);
    };
    const filled = file('images', idx(200, 0x803, 60_000, 28, 28));
    const kuzushiji = file('labels', Uint8Array.of(0, 0, 8, 1, 0, 0, 0xea, 0x60, 8, 7, 0, 1, 4, 2, 4, 8));
    const digits = file('images', idx(0, 0x803, 60_000, 28, 28));
    const rows = file('labels', idx(5, 0xc02, 60_000, 8));
    expect((await sortFiles([filled, kuzushiji])).data).toEqual({
      dataset: 'kmnist',
      files: [filled, kuzushiji],
    });
    expect((await sortFiles([digits, rows])).data).toEqual({ dataset: 'qmnist', files: [digits, rows] });
    expect((await sortFiles([filled])).data?.dataset).toBe('fashionMnist');
  });

  it('tells which file is wanted in the place of another version', async () => {
    const { unknown } = await sortFiles([file('data_batch_1', '\u0080\u0003}q\u0000')]);
    expect(unknown).toEqual([{ name: 'data_batch_1', wanted: ['cifar-10-binary.tar.gz'] }]);
  });
});
