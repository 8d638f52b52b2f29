// What the browser keeps between visits, as lists show it.
import type { FiledDataset } from '../datasets/registry';
import type { LabConfig } from './fields';

export interface StoredRun {
  readonly id: string;
  /** Given by the visitor; empty for none. */
  readonly name: string;
  /** Steps done, and how many there are to be. */
  readonly step: number;
  readonly steps: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** The smoothed loss of the last step; null before the first. */
  readonly loss: number | null;
  readonly bytes: number;
  readonly config: LabConfig;
  /** It is open here or in another tab. */
  readonly busy: boolean;
}

/** The files of a data set. */
export interface KeptSet {
  readonly dataset: FiledDataset;
  readonly bytes: number;
}
