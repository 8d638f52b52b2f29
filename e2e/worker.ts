// A worker that a story plays.
import type { Page, Worker } from '@playwright/test';

/** The page's worker runs the given script in the place of its own, from the same address. */
export const replaceWorker = (page: Page, script: string): Promise<unknown> =>
  page.route('**/assets/lab.worker-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );

/** The page's worker runs the given script before its own. */
export const prependToWorker = (page: Page, script: string): Promise<unknown> =>
  page.route('**/assets/lab.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script}\n${await response.text()}` });
  });

/** @throws where the page has none yet */
export function labWorker(page: Page): Worker {
  const worker = page.workers().find((one) => one.url().includes('lab.worker'));
  if (!worker) throw new Error('The page has no worker.');
  return worker;
}

/** A script that takes from a page or a worker what came after the oldest browsers of the README's table. */
export const old = 'delete AbortSignal.any; delete globalThis.GPUAdapter?.prototype.info;';

/** What the page's own thread holds after a collection, in MB: objects, and the contents of typed arrays too. */
export async function heapOf(page: Page): Promise<{ readonly objects: number; readonly all: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  // What the first collection lets go of outside of the heap is freed beside it.
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const used = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  const { embedderHeapUsedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const mb = (bytes: number): number => bytes / 1e6;
  return { objects: mb(used), all: mb(used + embedderHeapUsedSize + backingStorageSize) };
}

/** Bytes that the page's worker holds after a collection: objects, and the contents of typed arrays too. */
export async function workerHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId);
    });
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const sessionId = await attached;
  let last = 0;
  const ask = (method: string): Promise<Record<string, number>> =>
    new Promise((resolve) => {
      const id = ++last;
      session.on('Target.receivedMessageFromTarget', ({ message }) => {
        const answer = JSON.parse(message) as { id?: number; result?: Record<string, number> };
        if (answer.id === id) resolve(answer.result ?? {});
      });
      void session.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method }),
      });
    });
  await ask('HeapProfiler.collectGarbage');
  await ask('HeapProfiler.collectGarbage');
  const {
    usedSize = 0,
    embedderHeapUsedSize = 0,
    backingStorageSize = 0,
  } = await ask('Runtime.getHeapUsage');
  await session.detach();
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}
