// The worker's script: hands commands to a session and posts what it says. Nothing else.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { toFailure } from '../lab/errors';
import type { WorkerCommand, WorkerEvent } from './protocol';
import { openBrowserEngine } from './openEngine';
import { besidePage, pageSources } from './sources';
import { Session } from './session';
import { isCancelled } from './liveRequests';

const session = new Session({
  open: openBrowserEngine,
  // Not needed for the first pictures.
  openRuns: async () => (await import('./openStorage')).openBrowserRuns(),
  openData: async () => (await import('./openStorage')).openBrowserData(),
  sourcesOf: pageSources(self.location.href),
  readJudge: besidePage(self.location.href),
  post: (event: WorkerEvent, transfer: Transferable[] = []) => {
    self.postMessage(event, { transfer });
  },
});

// Whoever waits for this lock learns when the worker has ended, however it ends.
const lock = `diffusion-lab/worker/${Math.random()}`;
if ('locks' in navigator) {
  navigator.locks
    .request(lock, () => {
      self.postMessage({ request: 0, type: 'alive', lock } satisfies WorkerEvent);
      return new Promise(() => undefined);
    })
    // In a frame of another site a browser may refuse all that is kept: then nobody watches.
    .catch(() => undefined);
}

self.onmessage = ({ data }: MessageEvent<WorkerCommand>) => {
  session.handle(data).catch((thrown: unknown) => {
    if (isCancelled(thrown)) return;
    self.postMessage({ request: data.request, type: 'failed', ...toFailure(thrown) } satisfies WorkerEvent);
  });
};
