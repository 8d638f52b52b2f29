// Every failure that a person can meet: a code for programs, a sentence that says what to do next, and its reason
// where a page that speaks other languages tells it too.
import type { Reason } from './reasons';

export const labErrorCodes = [
  'bad-setting',
  'bad-file',
  'no-data',
  'no-gpu',
  'bad-gpu',
  'device-lost',
  'out-of-memory',
  'diverged',
  'bad-checkpoint',
  'storage',
  'worker-lost',
  'stopped',
  'internal',
] as const;

export type LabErrorCode = (typeof labErrorCodes)[number];

/** A failure as plain data, for messages and the page's state. */
export interface Failure {
  readonly code: LabErrorCode;
  /** English. */
  readonly sentence: string;
  readonly reason?: Reason;
}

export interface LabErrorOptions extends ErrorOptions {
  readonly reason?: Reason | undefined;
}

export class LabError extends Error {
  readonly code: LabErrorCode;
  readonly reason: Reason | undefined;

  constructor(code: LabErrorCode, sentence: string, { reason, ...options }: LabErrorOptions = {}) {
    super(sentence, options);
    this.name = 'LabError';
    this.code = code;
    this.reason = reason;
  }
}

/** Anything thrown, as a LabError: what is not one already becomes `internal` and keeps its cause. */
export function toLabError(thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown;
  const sentence = thrown instanceof Error ? thrown.message : String(thrown);
  return new LabError('internal', sentence, { cause: thrown });
}

export function toFailure(thrown: unknown): Failure {
  const { code, message, reason } = toLabError(thrown);
  return { code, sentence: message, ...(reason && { reason }) };
}
