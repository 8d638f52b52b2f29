// What every story shares: a page whose misbehaviour fails the test.
import { test as base, expect, type Worker } from '@playwright/test';

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
