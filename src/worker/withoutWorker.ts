// The worker of a page that is one file on a disk, where a browser starts no worker: it has images, and no GPU. The page
// then does what it does on a computer without one.
import { LabError, toFailure } from '../lab/errors';
import type { WorkerPort } from './client';
import { DatasetLoader } from './datasetLoader';
import { DatasetStore } from './datasetStore';
import { isCancelled, LiveRequests } from './liveRequests';
import type { WorkerCommand, WorkerEvent } from './protocol';

/** @returns a port that answers from the page itself: data sets of opened files, drawn ones, and no training. */
export function createWithoutWorker(): WorkerPort {
  const port: WorkerPort = { onmessage: null, onerror: null, postMessage, terminate: () => undefined };
  // Nothing lies beside a single file.
  const datasets = new DatasetStore({ sourcesOf: () => Promise.resolve([]) });
  const requests = new LiveRequests();
  const post = (event: WorkerEvent): void =>
    port.onmessage?.(new MessageEvent<WorkerEvent>('message', { data: event }));
  const images = new DatasetLoader({ datasets, requests, post });

  async function answer(command: WorkerCommand): Promise<void> {
    const { request } = command;
    if (command.type === 'open') return post({ request, type: 'opened', backend: 'none', adapter: '' });
    if (command.type === 'browse') return images.browse(request, command.what);
    if (command.type === 'list-data') return post({ request, type: 'kept-data', sets: null });
    if (command.type === 'list-runs') return post({ request, type: 'runs', runs: null });
    if (command.type === 'stop') return void requests.cancel(request);
    if (command.type === 'load-data') {
      datasets.takeOwn(command);
      return void (await images.load(request, command.config));
    }
    throw new LabError('no-gpu', 'A page that is one file neither trains nor draws: open it from a server.');
  }

  function postMessage(command: WorkerCommand): void {
    // As a worker answers: not before the page has gone on.
    queueMicrotask(() => {
      answer(command).catch((thrown: unknown) => {
        if (!isCancelled(thrown)) post({ request: command.request, type: 'failed', ...toFailure(thrown) });
      });
    });
  }

  return port;
}
