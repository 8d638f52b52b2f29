// The page without a network: a service worker keeps it as it was fetched. A newer version waits until the visitor takes
// it, and never takes the place of one in use: the tab that asks is the only one that is loaded anew.
import { create } from 'zustand';

interface Offline {
  /** All of the page is kept: it opens without a network. */
  readonly ready: boolean;
  /** A newer version waits; null for none. */
  readonly update: { readonly take: () => void } | null;
}

export const useOffline = create<Offline>()(() => ({ ready: false, update: null }));

/** What the service worker listens for, by the convention of Workbox. */
const takeOver = { type: 'SKIP_WAITING' } as const;

function offer(waiting: ServiceWorker): void {
  const take = (): void => {
    navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), {
      once: true,
    });
    waiting.postMessage(takeOver);
  };
  useOffline.setState({ update: { take } });
}

function follow(worker: ServiceWorker): void {
  worker.addEventListener('statechange', () => {
    // Without one in charge it is the first, which need not wait for anybody.
    if (worker.state === 'installed' && navigator.serviceWorker.controller) offer(worker);
    if (worker.state === 'activated') useOffline.setState({ ready: true });
  });
}

/** Of a tab that stays open for days: a newer version is looked for so often. */
const lookEveryMs = 60 * 60_000;

/** Where the browser has no service workers, or refuses them, the page works as long as there is a network. */
export async function keepPageOffline(): Promise<void> {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (!workers) return;
  try {
    const registration = await workers.register('./sw.js');
    const { active, waiting, installing } = registration;
    if (active) useOffline.setState({ ready: true });
    if (active && waiting) offer(waiting);
    if (installing) follow(installing);
    registration.addEventListener('updatefound', () => {
      if (registration.installing) follow(registration.installing);
    });
    setInterval(() => void registration.update().catch(() => undefined), lookEveryMs);
  } catch {
    // A private window, storage that is full or denied.
  }
}
