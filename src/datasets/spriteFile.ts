// Where on the Web sets are kept as tall PNGs; reading them is in sprite.ts.

/** The server of the tfjs demonstrations, which keeps both MNIST and CIFAR-10 this way. */
export const learnjs = {
  name: 'storage.googleapis.com',
  address: 'https://storage.googleapis.com/learnjs-data/model-builder/',
} as const;

/** Which part of which sprite stands for one file of the original. */
export interface SpriteFile {
  readonly make: 'idx-images' | 'idx-labels' | 'cifar-batch';
  /** Pixels of an image, which is a row of the sprite. */
  readonly columns: number;
  readonly images: string;
  readonly labels: string;
  /** One-hot bytes, ten an image, or a JSON list of numbers. */
  readonly labelFormat: 'one-hot' | 'json';
  /** Mean of all pixels of the set, 0…255, for each channel. */
  readonly means: readonly number[];
  /** First image and number of images within the sprite, and the first one's place among the labels. */
  readonly first: number;
  readonly count: number;
  readonly firstLabel: number;
}
