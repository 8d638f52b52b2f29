// What the page and its worker say to each other. The worker begins at once; who wants it to stop ends it.
import type { Failure } from '../../src/lab/errors';
import type { Machine } from '../machine';
import type { ModelName, Result } from '../results';

export interface Wish {
  readonly models: readonly ModelName[];
  /** Stock tfjs beside our engine. */
  readonly peer: boolean;
}

export type BenchEvent =
  | { readonly type: 'machine'; readonly machine: Machine }
  /** A part begins. @see partsOf */
  | { readonly type: 'part'; readonly part: number }
  /** A line as the terminal has it, in English. */
  | { readonly type: 'said'; readonly line: string }
  | { readonly type: 'results'; readonly results: readonly Result[] }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly failure: Failure };

/** The machine itself, then one part a model. */
export const partsOf = ({ models }: Wish): number => 1 + models.length;
