// Two sets of EMNIST (Cohen, Afshar, Tapson, van Schaik 2017, arXiv 1702.05373): letters, capital and small ones as one
// class, and four times as many digits as MNIST has. Their images are published column by column.
import { digitNames } from './digits';
import { imagesKind, labelsKind, mnistFormat, side, spellingsOf } from './mnistFormat';
import type { FiledSet } from './set';
import type { Split } from './types';

interface Emnist {
  readonly name: 'emnistLetters' | 'emnistDigits';
  /** As its files are called: `emnist-letters-train-images-idx3-ubyte.gz`. */
  readonly part: string;
  readonly classNames: readonly string[];
  readonly firstLabel: number;
  readonly counts: Readonly<Record<Split, number>>;
}

function emnist({ name, part, classNames, firstLabel, counts }: Emnist): FiledSet {
  const kinds = (split: Split) => {
    const kind = (content: string, bytes: number) => {
      const file = `emnist-${part}-${split}-${content}-ubyte.gz`;
      return { file, bytes, spellings: spellingsOf(file) };
    };
    const range = [firstLabel, firstLabel + classNames.length - 1] as const;
    return {
      images: imagesKind(kind('images-idx3', 16 + counts[split] * side * side)),
      labels: labelsKind(kind('labels-idx1', 8 + counts[split]), range),
    };
  };
  return mnistFormat({
    name,
    classNames,
    credit:
      'EMNIST by Gregory Cohen, Saeed Afshar, Jonathan Tapson and André van Schaik (2017), from NIST Special Database 19',
    files: { train: kinds('train'), test: kinds('test') },
    counts,
    firstLabel,
    transposed: true,
    holds: {
      named: new RegExp(`emnist-?${part}`, 'i'),
      // No other set in this format has so many.
      images: ({ count }) => count === counts.train,
      labels: ({ count }) => count === counts.train,
    },
    folders: ['gzip/', 'emnist/', 'emnist/gzip/', 'EMNIST/raw/'],
    // Published as one archive of 562 MB with all of its sets.
    mirrors: [],
    sprites: [],
  });
}

const capitals = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));

export const emnistLetters = emnist({
  name: 'emnistLetters',
  part: 'letters',
  classNames: capitals,
  firstLabel: 1,
  counts: { train: 124_800, test: 20_800 },
});

export const emnistDigits = emnist({
  name: 'emnistDigits',
  part: 'digits',
  classNames: digitNames,
  firstLabel: 0,
  counts: { train: 240_000, test: 40_000 },
});
