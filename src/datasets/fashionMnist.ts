// Fashion-MNIST (Xiao, Rasul, Vollgraf, 2017, arXiv 1708.07747): photographs of clothes and shoes in place of MNIST's
// digits, in its format and under its names of files.
import { mostMargin } from './mnist';
import { beginWith, imagesKind, isPartOfMnist, kindsIn, labelsKind, mnistFormat } from './mnistFormat';

/** The first folder is that of the set's own repository. The files are the same on every server. */
const kind = kindsIn('fashion/', ['fashion-mnist/', 'fashion-mnist/data/fashion/', 'FashionMNIST/raw/']);

export const fashionMnist = mnistFormat({
  name: 'fashionMnist',
  // prettier-ignore
  classNames: ['T-shirt', 'trouser', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'ankle boot'],
  credit: 'Fashion-MNIST by Han Xiao, Kashif Rasul and Roland Vollgraf, Zalando SE (2017), MIT License',
  files: {
    train: {
      images: imagesKind(
        kind(
          'train-images-idx3-ubyte.gz',
          47_040_016,
          '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
        ),
      ),
      labels: labelsKind(
        kind(
          'train-labels-idx1-ubyte.gz',
          60_008,
          'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
        ),
      ),
    },
    test: {
      images: imagesKind(
        kind(
          't10k-images-idx3-ubyte.gz',
          7_840_016,
          '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
        ),
      ),
      labels: labelsKind(
        kind(
          't10k-labels-idx1-ubyte.gz',
          10_008,
          '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
        ),
      ),
    },
  },
  holds: {
    named: /fashion/i,
    // The clothes fill the image: of 80 together at least 13 % of the margin is lit.
    images: ({ count, margin }) => margin >= mostMargin && isPartOfMnist(count),
    labels: beginWith({ train: [9, 0, 0, 3, 0, 2, 7, 2], test: [9, 2, 1, 1, 6, 1, 4, 6] }),
  },
  folders: [],
  mirrors: [
    {
      name: 'raw.githubusercontent.com',
      address: 'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/',
      forPages: true,
    },
  ],
  sprites: [],
});
