// CIFAR-10 from its binary batches (Krizhevsky 2009): records of one label byte and 32×32 R, G, B planes.
import { LabError } from '../lab/errors';
import { badFile, readFile, type FileKind } from './bytes';
import { inPart } from './progress';
import type { DataSource, Dataset, LoadOptions, Split } from './types';

const side = 32;
const plane = side * side;
const record = 1 + 3 * plane;

export const cifar10ClassNames = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;

export const cifar10Credit = 'CIFAR-10 by Alex Krizhevsky, Vinod Nair and Geoffrey Hinton (2009)';

const batch = (file: string, sha256: string): FileKind => ({
  file,
  expected: `CIFAR-10 records of ${record} bytes, each beginning with a label from 0 to 9`,
  sha256,
});

export const cifar10Files = {
  train: [
    batch('data_batch_1.bin', 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5'),
    batch('data_batch_2.bin', 'a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed'),
    batch('data_batch_3.bin', 'bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67'),
    batch('data_batch_4.bin', '014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48'),
    batch('data_batch_5.bin', '755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add'),
  ],
  test: [batch('test_batch.bin', '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b')],
} as const satisfies Record<Split, readonly FileKind[]>;

/**
 * Loads whichever batches of a split the source has (at least one), until `options.limit` images are there.
 * @throws LabError `no-data` where the source has none of them, `bad-file` where one is damaged or something else.
 */
export async function loadCifar10(source: DataSource, options: LoadOptions = {}): Promise<Dataset> {
  const kinds: readonly FileKind[] = cifar10Files[options.split ?? 'train'];
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const batches: Uint8Array[] = [];
  let found = 0;
  for (const [i, kind] of kinds.entries()) {
    if (found >= limit) break;
    const bytes = await readFile(source, kind, inPart(options, i / kinds.length, (i + 1) / kinds.length));
    if (!bytes) continue;
    checkBatch(kind, bytes);
    batches.push(bytes);
    found += bytes.length / record;
  }
  if (found === 0) {
    const names = kinds.map((kind) => kind.file).join(', ');
    throw new LabError('no-data', `${source.name} has none of ${names}.`, {
      reason: { name: 'file-lacking', values: { file: kinds[0]?.file ?? '' } },
    });
  }
  return { ...unpack(batches, Math.min(found, limit)), name: 'cifar10' };
}

function checkBatch(kind: FileKind, bytes: Uint8Array): void {
  if (bytes.length === 0 || bytes.length % record !== 0) {
    throw badFile(kind, `has ${bytes.length} bytes, which are no whole records`);
  }
  for (let at = 0; at < bytes.length; at += record) {
    const label = bytes[at]!;
    if (label > 9) throw badFile(kind, `has the label ${label} in record ${at / record}`);
  }
}

/** Planes to pixels: [3, 32, 32] of each record becomes [32, 32, 3]. */
function unpack(batches: readonly Uint8Array[], count: number): Omit<Dataset, 'name'> {
  const images = new Uint8Array(count * 3 * plane);
  const labels = new Uint8Array(count);
  let image = 0;
  for (const bytes of batches) {
    for (let at = 0; at < bytes.length && image < count; at += record, image++) {
      labels[image] = bytes[at]!;
      const to = image * 3 * plane;
      for (let pixel = 0; pixel < plane; pixel++) {
        const red = at + 1 + pixel;
        images[to + 3 * pixel] = bytes[red]!;
        images[to + 3 * pixel + 1] = bytes[red + plane]!;
        images[to + 3 * pixel + 2] = bytes[red + 2 * plane]!;
      }
    }
  }
  return {
    count,
    height: side,
    width: side,
    channels: 3,
    images,
    labels,
    classNames: cifar10ClassNames,
    credit: cifar10Credit,
  };
}
