// What the browser keeps for this page, as a worker finds it.
import { LabError } from '../lab/errors';
import { browserLocks, MemoryLocks } from '../storage/locks';
import { openCache } from '../storage/cache';
import type { KeptFiles } from '../storage/files';
import { openOpfs } from '../storage/opfs';
import { KeptData } from './keptData';
import { StoredRuns } from './storedRuns';

const name = 'diffusion-lab';

/** @throws LabError `storage` where it keeps nothing. */
const openFiles = (): Promise<KeptFiles> => openOpfs(name).catch(() => openCache(name));

/** @throws LabError `storage` where it keeps nothing. */
export async function openBrowserRuns(): Promise<StoredRuns> {
  // Without locks two tabs could write into one run.
  if (!('locks' in navigator)) throw new LabError('storage', 'This browser has no locks between tabs.');
  return new StoredRuns({ files: await openFiles(), locks: browserLocks(navigator.locks) });
}

/** @throws LabError `storage` where it keeps nothing. */
export async function openBrowserData(): Promise<KeptData> {
  const locks = 'locks' in navigator ? browserLocks(navigator.locks) : new MemoryLocks();
  return new KeptData({ files: await openFiles(), locks });
}
