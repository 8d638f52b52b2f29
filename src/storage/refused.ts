// Why a browser keeps nothing: what it throws, as a sentence.
import { LabError } from '../lab/errors';

/** Under this name browsers throw what they have no room for, whichever class it is of. */
const isFull = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === 'QuotaExceededError';

export const keepingRefused = (thrown: unknown): LabError =>
  isFull(thrown)
    ? new LabError('storage', 'The browser has no more room for this page.', {
        cause: thrown,
        reason: { name: 'storage-full', values: {} },
      })
    : new LabError('storage', 'The browser keeps nothing for this page: there is no permission.', {
        cause: thrown,
      });
