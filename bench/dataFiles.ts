// Files of every data set at their published sizes in one folder: the real ones where LAB_DATA_DIR has them; of the sets
// that are not at hand, files of the same layout and length that hold MNIST's or CIFAR-10's images over and over.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { cifar10 } from '../src/datasets/cifar10';
import { folderSource } from '../src/datasets/folder';
import { encodeIdx } from '../src/datasets/idx';
import { mnist } from '../src/datasets/mnist';
import type { FiledSet } from '../src/datasets/set';
import type { Dataset } from '../src/datasets/types';
import { LabError } from '../src/lab/errors';

/** As many bytes as asked for, of these over and over. */
function repeated(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  for (let at = 0; at < length; at += bytes.length)
    whole.set(bytes.subarray(0, Math.min(bytes.length, length - at)), at);
  return whole;
}

const images = (digits: Uint8Array, count: number): Uint8Array<ArrayBuffer> =>
  encodeIdx({ dimensions: [count, 28, 28], values: repeated(digits, 784 * count) });

const labels = (count: number, first: number, classes: number): Uint8Array<ArrayBuffer> =>
  encodeIdx({
    dimensions: [count],
    values: Uint8Array.from({ length: count }, (_, i) => first + (i % classes)),
  });

/** QMNIST's rows of eight big-endian integers. */
function rows(count: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(12 + 32 * count));
  [0xc02, count, 8].forEach((number, i) => view.setUint32(4 * i, number));
  for (let i = 0; i < count; i++) view.setInt32(12 + 32 * i, i % 10);
  return new Uint8Array(view.buffer);
}

/** Records of `head` labels and an image, of one batch over and over. */
function records(batch: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(3074 * count);
  for (let i = 0; i < count; i++) {
    const from = 3073 * (i % Math.floor(batch.length / 3073));
    whole.set(batch.subarray(from + 1, from + 3073), 3074 * i + 2);
    whole.set([i % 20, i % 100], 3074 * i);
  }
  return whole;
}

/** What lies in `folder` afterwards is what `lab --data` and the page at `data/` read. @throws LabError `no-data` */
export async function makeDataFiles(folder: string): Promise<void> {
  const source = process.env['LAB_DATA_DIR'];
  if (!source) throw new LabError('no-data', 'LAB_DATA_DIR has to name the folder with MNIST and CIFAR-10.');
  const from = (set: FiledSet) =>
    folderSource({
      name: source,
      set,
      readFile: (file) => readFile(path.join(source, file)).catch(() => undefined),
    });
  const digits: Dataset = await mnist.load(from(mnist));
  const batch = await from(cifar10).read('data_batch_1.bin', {});
  if (!batch) throw new LabError('no-data', `${source} has no data_batch_1.bin.`);
  const put = async (file: string, bytes: Uint8Array): Promise<void> => {
    const place = path.join(folder, file);
    await mkdir(path.dirname(place), { recursive: true });
    // The least packing: what counts is unpacking.
    await writeFile(place, file.endsWith('.gz') ? gzipSync(bytes, { level: 1 }) : bytes);
  };
  for (const { file } of mnist.files.train) {
    const bytes = await from(mnist).read(file, {});
    if (bytes) await writeFile(path.join(folder, file), bytes);
  }
  for (const part of ['fashion', 'kmnist']) {
    await put(`${part}/train-images-idx3-ubyte.gz`, images(digits.images, 60_000));
    await put(`${part}/train-labels-idx1-ubyte.gz`, labels(60_000, 0, 10));
  }
  await put('qmnist-train-images-idx3-ubyte.gz', images(digits.images, 60_000));
  await put('qmnist-train-labels-idx2-int.gz', rows(60_000));
  await put('emnist-letters-train-images-idx3-ubyte.gz', images(digits.images, 124_800));
  await put('emnist-letters-train-labels-idx1-ubyte.gz', labels(124_800, 1, 26));
  await put('emnist-digits-train-images-idx3-ubyte.gz', images(digits.images, 240_000));
  await put('emnist-digits-train-labels-idx1-ubyte.gz', labels(240_000, 0, 10));
  // A file of the published length has to be the published one: of the others an image is left out.
  for (const [i, { file }] of cifar10.files.train.entries())
    await put(file, i === 0 ? batch : batch.subarray(0, batch.length - 3073));
  await put('cifar-100-binary/train.bin', records(batch, 50_000));
}

/** Bytes of a set's files in the folder, as they are sent. */
export async function sentBytes({ files }: FiledSet, folder: string): Promise<number> {
  const sizes = files.train.map(async ({ file }) => (await stat(path.join(folder, file))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
