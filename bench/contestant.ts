// What the benchmark asks of an engine.
import type { Engine } from '../src/engine/engine';
import type { Work } from './cases';
import type { Meter } from './meter';
import type { EngineName } from './results';

/** A model in training. */
export interface Contestant {
  readonly engine: EngineName;
  readonly meter: Meter;
  /** One whole training step; resolves when the GPU has finished it. */
  step(): Promise<void>;
  /** Of the last step, before its update. */
  loss(): Promise<number>;
  dispose(): void;
}

/** An engine that is compared with ours. */
export interface Peer {
  readonly name: EngineName;
  /**
   * @param engine ours, whose device it may share
   * @param meter of that device
   * @returns the meter of the device that it computes on, and what begins the training
   */
  enter(
    engine: Engine,
    work: Work,
    meter: Meter,
  ): Promise<{ readonly meter: Meter; readonly start: () => Promise<Contestant> }>;
}
