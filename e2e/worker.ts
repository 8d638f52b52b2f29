// A worker that a story plays.
import type { Page } from '@playwright/test';

/** Every worker of the page runs the given script. */
export async function replaceWorker(page: Page, script: string): Promise<void> {
  await page.addInitScript((text) => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    window.Worker = class extends Worker {
      constructor() {
        super(url);
      }
    };
  }, script);
}
