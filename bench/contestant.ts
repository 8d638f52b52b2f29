// What the benchmark asks of an engine.
import type { EngineName } from './results';
import type { Meter } from './meter';

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
