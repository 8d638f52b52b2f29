// Kuzushiji-MNIST (Clanuwat et al. 2018, arXiv 1812.01718): ten hiragana of old Japanese hands in place of MNIST's digits,
// in its format and under its names of files.
import { mostMargin } from './mnist';
import { beginWith, imagesKind, isPartOfMnist, kindsIn, labelsKind, mnistFormat } from './mnistFormat';

/** People have the files in the later folders, too. Torchvision's and TensorFlow Datasets' checksums agree. */
const kind = kindsIn('kmnist/', ['KMNIST/raw/', 'kuzushiji-mnist/']);

export const kmnist = mnistFormat({
  name: 'kmnist',
  // One character of each row of the syllabary, by its sound.
  classNames: ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'],
  credit:
    'KMNIST Dataset (created by CODH), adapted from Kuzushiji Dataset (created by NIJL and others), doi:10.20676/00000341, CC BY-SA 4.0',
  files: {
    train: {
      images: imagesKind(
        kind(
          'train-images-idx3-ubyte.gz',
          47_040_016,
          '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4',
        ),
      ),
      labels: labelsKind(
        kind(
          'train-labels-idx1-ubyte.gz',
          60_008,
          'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17',
        ),
      ),
    },
    test: {
      images: imagesKind(
        kind(
          't10k-images-idx3-ubyte.gz',
          7_840_016,
          'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5',
        ),
      ),
      labels: labelsKind(
        kind(
          't10k-labels-idx1-ubyte.gz',
          10_008,
          '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c',
        ),
      ),
    },
  },
  holds: {
    named: /kmnist|kuzushiji/i,
    // The characters fill the image, as Fashion-MNIST's clothes do: the labels tell these sets apart.
    images: ({ count, margin }) => margin >= mostMargin && isPartOfMnist(count),
    labels: beginWith({ train: [8, 7, 0, 1, 4, 2, 4, 8], test: null }),
  },
  folders: [],
  // Its server is not known to answer other pages.
  mirrors: [],
  sprites: [],
});
