// A data set in memory and where its bytes come from. Reading, fetching and decoding are passed in.
import type { OwnImages } from '../lab/images';
import type { DatasetName } from './registry';

/** Images and labels in memory. */
export interface Dataset {
  readonly name: DatasetName;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** 1 (grey, 0 is black) or 3 (R, G, B). */
  readonly channels: number;
  /** [count, height, width, channels], bytes 0…255. */
  readonly images: Uint8Array;
  /** [count], each an index into `classNames`. */
  readonly labels: Uint8Array;
  readonly classNames: readonly string[];
  /** Whom the page has to name; empty for images made here. */
  readonly credit: string;
}

export type Split = 'train' | 'test';

/** A file on its way, in bytes; `total` is 0 where it is not known. */
export interface Fetching {
  /** Name of the server; empty for the page's own. */
  readonly place: string;
  readonly file: string;
  readonly done: number;
  readonly total: number;
}

/** How much of the whole is here; `total` is 0 while it is not known. */
export type OnProgress = (done: number, total: number, fetching?: Fetching) => void;

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Bytes that a file may have at most: who sends more is not listened to. */
  readonly limit?: number | undefined;
}

/**
 * A place that files can be read from: a folder, an address, a file that the visitor dropped.
 * Files are asked for by their original name (`train-images-idx3-ubyte.gz`, `data_batch_1.bin`).
 */
export interface DataSource {
  /** Names the place in messages, e.g. "data/ beside the page". */
  readonly name: string;
  /**
   * Compare what it sends with the published SHA-256: always on somebody else's server, never in a folder of one's own.
   * `whole`: files of the published length only, where people put the originals or a part of them.
   */
  readonly checkDigests: boolean | 'whole';
  /**
   * The file's bytes, or undefined where this place does not have it.
   * @throws what `signal` was aborted with; LabError `no-data` where the place cannot be reached.
   */
  read(file: string, options: ReadOptions): Promise<Uint8Array | undefined>;
}

export interface LoadOptions extends ReadOptions {
  /** Default `train`. */
  readonly split?: Split | undefined;
  /** Take only the first so many images. */
  readonly limit?: number | undefined;
  /** Seed of the strokes. */
  readonly seed?: number | undefined;
  /** The visitor's images, for `own`. */
  readonly own?: OwnImages | undefined;
}

/** Bytes 0…255 to the range the models work in, −1…1. */
export function toModelRange(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) values[i] = bytes[i]! / 127.5 - 1;
  return values;
}

/** The opposite of {@link toModelRange}: clipped to −1…1, rounded to the nearest byte. */
export function toBytes(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(values.length);
  for (let i = 0; i < values.length; i++) bytes[i] = (values[i]! + 1) * 127.5;
  return new Uint8Array(bytes.buffer);
}
