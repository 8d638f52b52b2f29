// A trace of the page's main thread.
import type { Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** CPU time of the thread within the event, microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** CPU time of the page's main thread, its waiting left out. */
export interface MainThread {
  /** The longest single task. */
  readonly longestMs: number;
  readonly totalMs: number;
  readonly tasks: number;
}

/**
 * Starts to record what the page's main thread does.
 * @returns a function that ends the recording and gives what {@link MainThread} says.
 */
export async function recordMainThread(page: Page): Promise<() => Promise<MainThread>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['toplevel', 'devtools.timeline', '__metadata'],
      recordMode: 'recordContinuously',
    },
  });
  return async () => {
    const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    return summarise(events);
  };
}

function summarise(events: readonly TraceEvent[]): MainThread {
  const key = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const mainThreads = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(key),
  );
  const tasks = events.filter((event) => event.name.endsWith('RunTask') && mainThreads.has(key(event)));
  const timed = tasks.map(({ tdur }) => tdur).filter((tdur) => tdur !== undefined);
  if (timed.length === 0) throw new Error('The trace holds no task with a thread time.');
  return {
    longestMs: timed.reduce((a, b) => Math.max(a, b), 0) / 1000,
    totalMs: timed.reduce((a, b) => a + b, 0) / 1000,
    tasks: timed.length,
  };
}
