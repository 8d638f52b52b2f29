// What the actions of every part of the store work with.
import type { LabClient } from '../worker/client';
import type { LabState } from './state';

export interface StoreTools {
  readonly get: () => LabState;
  readonly set: (changes: Partial<LabState>) => void;
  /** The worker is made on first use, so that a store can live without one. */
  readonly worker: () => LabClient;
}
