// What every story shares: a page whose misbehaviour fails the test, and a trace of the main thread.
import { test as base, expect, type Page, type Worker } from '@playwright/test';

interface Manners {
  /** Misbehaviour that a story expects, by text. */
  readonly allowedProblems: readonly RegExp[];
  /** Page errors, console errors and requests to other origins, as they come. */
  readonly problems: string[];
}

/** Runs in the page and in its workers: what the Content-Security-Policy forbids becomes an error of the console. */
function writeViolations(): void {
  self.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
  });
}

/** A worker that has ended meanwhile violates nothing. */
const reportViolations = (worker: Worker): Promise<void> =>
  worker.evaluate(writeViolations).catch(() => undefined);

/** Playwright's `test`, failing at the end of a story in which the page made an error or called a stranger. */
export const test = base.extend<Manners>({
  allowedProblems: [[], { option: true }],
  problems: [
    async ({ page, baseURL, allowedProblems }, use) => {
      const problems: string[] = [];
      const note = (problem: string): void => {
        if (!allowedProblems.some((allowed) => allowed.test(problem))) problems.push(problem);
      };
      const origin = new URL(baseURL ?? page.url()).origin;
      page.on('pageerror', (error) => note(`page error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') note(`console error: ${message.text()} ${message.location().url}`);
      });
      // A worker's requests and messages arrive here too.
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (/^https?:$/.test(url.protocol) && url.origin !== origin) note(`foreign request: ${url.href}`);
      });
      page.on('worker', (worker) => void reportViolations(worker));
      await page.addInitScript(writeViolations);
      await use(problems);
      // What is still being fetched for a story that is over is nobody's problem.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

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
