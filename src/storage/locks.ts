// Who uses what, across the tabs of a browser: a lock is held until it is released, or its tab or worker ends.

export interface Locks {
  /** @returns what releases the lock; null where somebody else still holds it after `patienceMs` */
  hold(name: string, patienceMs: number): Promise<(() => void) | null>;
  /** The locks that anybody holds. */
  held(): Promise<ReadonlySet<string>>;
}

/** Web Locks. */
export const browserLocks = (manager: LockManager): Locks => ({
  hold(name, patienceMs) {
    // Even a lock that is free takes a moment to be had.
    if (patienceMs === 0) {
      return new Promise((resolve, reject) => {
        manager
          .request(name, { ifAvailable: true }, (lock) =>
            lock ? new Promise<void>((release) => resolve(release)) : resolve(null),
          )
          .catch(reject);
      });
    }
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    return new Promise((resolve, reject) => {
      const holding = manager.request(name, { signal: patience.signal }, () => {
        clearTimeout(timer);
        return new Promise<void>((release) => resolve(release));
      });
      holding.catch((thrown: unknown) => (patience.signal.aborted ? resolve(null) : reject(thrown)));
    });
  },
  async held() {
    const { held = [] } = await manager.query();
    return new Set(held.map(({ name = '' }) => name));
  },
});

/** Locks of a single tab, where the browser has none, and for tests. */
export class MemoryLocks implements Locks {
  private readonly names = new Set<string>();

  hold(name: string): Promise<(() => void) | null> {
    if (this.names.has(name)) return Promise.resolve(null);
    this.names.add(name);
    return Promise.resolve(() => void this.names.delete(name));
  }

  held(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(this.names));
  }
}
