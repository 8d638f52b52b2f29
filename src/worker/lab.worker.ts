// The worker's script: hands commands to a session and posts what it says. Nothing else.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { toFailure } from '../lab/errors';
import type { Command, Event } from './protocol';
import { openBrowserEngine } from './openEngine';
import { pageSources } from './sources';
import { Session } from './session';
import { isStopped } from './stoppables';

const session = new Session({
  open: openBrowserEngine,
  sourcesOf: pageSources(self.location.href),
  post: (event: Event, transfer: Transferable[] = []) => {
    self.postMessage(event, { transfer });
  },
});

self.onmessage = ({ data }: MessageEvent<Command>) => {
  session.handle(data).catch((thrown: unknown) => {
    if (isStopped(thrown)) return;
    self.postMessage({ run: data.run, type: 'failed', ...toFailure(thrown) } satisfies Event);
  });
};
