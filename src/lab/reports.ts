// What is told of work under way, and of a network: plain data that every room understands.
import type { Reason } from './reasons';

/** Of one or more training steps. */
export interface StepReport {
  /** Number of the last step in this report, from 1. */
  readonly step: number;
  readonly steps: number;
  /** One loss per step since the last report, float64. */
  readonly losses: Float64Array;
  /** Mean loss of the samples in each quarter of the time axis, [steps of this report, 4], NaN where none fell. */
  readonly quartileLosses: Float64Array;
  readonly gradientNorms: Float64Array;
  readonly learningRate: number;
  /** 0 as long as it is not known: the first steps compile and record. */
  readonly stepsPerSecond: number;
  readonly imagesPerSecond: number;
  /** NaN as long as it is not known. */
  readonly secondsLeft: number;
  readonly gpuBytes: number;
}

/** One step of the reverse process; `Picture` is how its three pictures are held. */
export interface SampleFrame<Picture> {
  /** 0 … steps; 0 is the start, before any prediction. */
  readonly step: number;
  readonly steps: number;
  /** Time step index of the table that xₜ stands at; −1 for the finished sample. */
  readonly timestep: number;
  readonly xt: Picture;
  readonly predOriginalSample: Picture;
  readonly predEpsilon: Picture;
  /** Factor of each term in the update that made xₜ. */
  readonly coefficients: Readonly<Record<string, number>>;
}

/** One layer of a network, as the model view and `lab params` show it. */
export interface LayerOutline {
  readonly name: string;
  readonly kind: 'convolution' | 'linear' | 'norm' | 'attention' | 'embedding';
  /** Side of the square map that the layer puts out; 1 where there is no map. */
  readonly size: number;
  readonly channels: number;
  readonly parameters: number;
  /** Multiply-adds an image. */
  readonly multiplyAdds: number;
}

/** Something that the visitor may want to know, and what brought it about (English). */
export interface Notice {
  /**
   * `eager`: the training step could not be recorded, so it runs more slowly. `unkept`: the browser keeps nothing of
   * this run. `unkeptData`: the images have to be fetched again in the next visit. `parted`: the images lie on the GPU in
   * several buffers.
   */
  readonly name: 'eager' | 'unkept' | 'unkeptData' | 'parted';
  readonly cause: string;
  readonly reason?: Reason;
}
