// What the quality meter tells of samples, for page, worker and command.

/** Of samples drawn after a number of training steps. */
export interface Quality {
  readonly step: number;
  /** Samples that were looked at. */
  readonly count: number;
  /** Share with a class of p > 0.9. */
  readonly recognised: number;
  /** Share that shows the class asked for; NaN where none was. */
  readonly asked: number;
  /** 1 where all classes come equally often, 0 for a single one. */
  readonly spread: number;
  /** Distance of their features from those of the test set. No Inception-FID: the judge is a small network of our own. */
  readonly frechet: number;
  /** The same of as many real training images: what perfect samples would have. */
  readonly floor: number;
}
