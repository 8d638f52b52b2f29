// Makes a model lose its way, which the page's own limits would not let happen.
import type { Page } from '@playwright/test';

/** The first time that a model trains on, at a learning rate that the page would not let through. */
export async function trainWildlyOnce(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Message {
      readonly type?: string;
      readonly fresh?: boolean;
      readonly config?: object;
    }
    const worker: { postMessage: (message: Message) => void } = Worker.prototype;
    const post = worker.postMessage;
    let done = false;
    worker.postMessage = function (message) {
      // What the page would have it follow would tame it.
      if (message.type === 'follow') return;
      const wild = !done && message.fresh === false;
      done ||= wild;
      const config = { ...message.config, learningRate: 1e30, gradientClip: 0 };
      post.call(this, wild ? { ...message, config } : message);
    };
  });
}
