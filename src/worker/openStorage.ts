// What the browser keeps for this page, as a worker finds it.
import { LabError } from '../lab/errors';
import { browserLocks } from '../storage/locks';
import { openOpfs } from '../storage/opfs';
import { StoredRuns } from './storedRuns';

/** @throws LabError `storage` where it keeps nothing. */
export async function openBrowserRuns(): Promise<StoredRuns> {
  // Without locks two tabs could write into one run.
  if (!('locks' in navigator)) throw new LabError('storage', 'This browser has no locks between tabs.');
  return new StoredRuns({ files: await openOpfs('diffusion-lab'), locks: browserLocks(navigator.locks) });
}
