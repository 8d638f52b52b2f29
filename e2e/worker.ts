// A worker that a story plays.
import type { Page } from '@playwright/test';

/** The page's worker runs the given script in the place of its own, from the same address. */
export const replaceWorker = (page: Page, script: string): Promise<unknown> =>
  page.route('**/assets/lab.worker-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
