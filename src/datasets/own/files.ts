// The visitor's own files, wherever they lie: on the disk, in a folder, in a zip. What is not taken says why.

import type { DecodedPicture } from './picture';

export interface OwnFile {
  /** With the folders that it lies in, divided by slashes. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** @throws where it cannot be read, or is damaged */
  readonly read: () => Promise<Blob>;
  /** The picture itself, where it lay among others in one file: it needs no decoding. */
  readonly picture?: () => DecodedPicture;
}

/** Why a file is none of the images. */
export const refusals = [
  'not-image',
  'undecodable',
  'tiny',
  'huge',
  'heavy',
  'locked',
  'damaged',
  'path',
  'beside',
  'many-classes',
  'beyond',
  'many-files',
] as const;

export type Refusal = (typeof refusals)[number];

export interface RefusedFile {
  readonly path: string;
  readonly why: Refusal;
}

export interface FoundFiles {
  readonly files: readonly OwnFile[];
  readonly refused: readonly RefusedFile[];
}

export const ownLimits = {
  /** Files that are looked at, of a folder or a zip. */
  files: 100_000,
  /** Of one file, in bytes. */
  fileBytes: 64 * 2 ** 20,
  /** Of one image: beyond, decoding takes a gigabyte. */
  pixels: 64e6,
  /** The shorter side of an image, in pixels. */
  leastSide: 4,
  /** Fewer teach a model nothing. */
  leastImages: 16,
  images: 60_000,
  /** Of all images together, as they are trained on: what a GPU holds in one piece. */
  bytes: 128 * 2 ** 20,
} as const;
