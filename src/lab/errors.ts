// Every failure that a person can meet: a code for programs and a sentence that says what to do next.

export type LabErrorCode =
  | 'bad-setting'
  | 'bad-file'
  | 'no-data'
  | 'no-gpu'
  | 'bad-gpu'
  | 'device-lost'
  | 'out-of-memory'
  | 'diverged'
  | 'bad-checkpoint'
  | 'stopped'
  | 'internal';

export class LabError extends Error {
  readonly code: LabErrorCode;

  constructor(code: LabErrorCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'LabError';
    this.code = code;
  }
}

/** Anything thrown, as a LabError: what is not one already becomes `internal` and keeps its cause. */
export function toLabError(thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown;
  const sentence = thrown instanceof Error ? thrown.message : String(thrown);
  return new LabError('internal', sentence, { cause: thrown });
}
