// QMNIST (Yadav, Bottou 2019, arXiv 1905.10498): MNIST made anew from its sources, image for image, with the 50,000 test
// images that were never published. Its labels come as rows of eight integers, the class first.
import { badFile } from './bytes';
import { digitNames } from './digits';
import { parseIntIdx, peekIntIdx } from './idx';
import { mostMargin } from './mnist';
import { imagesKind, isPartOfMnist, mnistFormat, spellingsOf, type LabelFormat } from './mnistFormat';

const columns = 8;

const everyRow = (values: Int32Array): Int32Array => values.filter((_, i) => i % columns === 0);

const labels: LabelFormat = {
  parse(kind, bytes) {
    const { dimensions, values } = parseIntIdx(kind, bytes, 2);
    if (dimensions[1] !== columns) throw badFile(kind, `has ${dimensions[1]} columns`);
    return everyRow(values);
  },
  peek(bytes) {
    const found = peekIntIdx(bytes, 2);
    const [count = 0, width] = found?.dimensions ?? [];
    return found && width === columns ? { count, first: everyRow(found.values) } : null;
  },
};

/** @param packedSha256 of the file as it is published, from torchvision. */
const kind = (file: string, packedSha256: string) => ({
  file,
  spellings: spellingsOf(file),
  packedSha256,
});

const imageBytes = 47_040_016;

const rows = (file: string, packedSha256: string) => ({
  ...kind(file, packedSha256),
  bytes: 12 + 60_000 * columns * 4,
  expected: `gzip-packed IDX labels in rows of ${columns} integers, the first from 0 to 9, one row for each image`,
});

export const qmnist = mnistFormat({
  name: 'qmnist',
  classNames: digitNames,
  credit: 'QMNIST by Chhavi Yadav and Léon Bottou (2019), BSD License',
  files: {
    train: {
      images: imagesKind({
        bytes: imageBytes,
        ...kind(
          'qmnist-train-images-idx3-ubyte.gz',
          '9e26a7bf1683614e065d7b76460ccd52807165b3f22561fb782bd9f38c52b51d',
        ),
      }),
      labels: rows(
        'qmnist-train-labels-idx2-int.gz',
        '2c05dc77f6b916b38e455e97ab129a42a444f3dbef09b278a366f82904e0dd9f',
      ),
    },
    test: {
      images: imagesKind({
        bytes: imageBytes,
        ...kind(
          'qmnist-test-images-idx3-ubyte.gz',
          '43fc22bf7498b8fc98de98369d72f752d0deabc280a43a7bcc364ab19e57b375',
        ),
      }),
      labels: rows(
        'qmnist-test-labels-idx2-int.gz',
        '9fbcbe594c3766fdf4f0b15c5165dc0d1e57ac604e01422608bb72c906030d06',
      ),
    },
  },
  counts: { train: 60_000, test: 60_000 },
  labels,
  holds: {
    named: /qmnist/i,
    // Image for image MNIST's: the labels tell these sets apart.
    images: ({ count, margin }) => margin < mostMargin && isPartOfMnist(count),
    labels: () => true,
  },
  folders: ['qmnist/', 'QMNIST/raw/'],
  mirrors: [
    {
      name: 'raw.githubusercontent.com',
      address: 'https://raw.githubusercontent.com/facebookresearch/qmnist/master/',
      forPages: true,
    },
  ],
  sprites: [],
});
