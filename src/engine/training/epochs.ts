// Which images a batch takes: epoch by epoch, each in an order of its own, going over the edge of an epoch.
import { epochOrder } from '../../diffusion/random';

export class EpochCursor {
  private order: Uint32Array = new Uint32Array(0);
  private epoch = -1;

  constructor(
    private readonly seed: number,
    private readonly count: number,
  ) {}

  /** Indices of batch number `number` (from 0) of a run whose batches all have this size. */
  batch(number: number, size: number): Uint32Array {
    return Uint32Array.from({ length: size }, (_, i) => this.image(number * size + i));
  }

  private image(position: number): number {
    const epoch = Math.floor(position / this.count);
    if (epoch !== this.epoch) {
      this.order = epochOrder(this.seed, epoch, this.count);
      this.epoch = epoch;
    }
    return this.order[position % this.count] ?? 0;
  }
}
