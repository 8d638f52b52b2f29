// Whether an engine can still be used, and who waits for it.
import { LabError } from '../lab/errors';

/** What a lost device breaks off may fail before the loss is told: `mapAsync` of a destroyed device does in Chromium. */
const toldWithinMs = 100;

export class Health {
  private failure: LabError | null = null;
  private readonly listeners = new Set<(failure: LabError) => void>();

  /** The first failure counts; whoever listens or waits learns of it. */
  fail(failure: LabError): void {
    if (this.failure) return;
    this.failure = failure;
    for (const listener of this.listeners) listener(failure);
    this.listeners.clear();
  }

  /** @throws LabError the failure, if there was one. */
  check(): void {
    if (this.failure) throw this.failure;
  }

  /** @returns what ends the listening */
  onFailure(listener: (failure: LabError) => void): () => void {
    if (this.failure) listener(this.failure);
    else this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * `work`, or the failure where that comes first: a lost device may leave a wait hanging. No race with a promise of the
   * failure: as long as that does not settle, it would keep the results of all the races.
   */
  guard<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = this.onFailure(reject);
      const failed = async (thrown: unknown): Promise<void> => {
        if (!(thrown instanceof LabError)) await new Promise((told) => setTimeout(told, toldWithinMs));
        reject(thrown);
      };
      void work.then(resolve, failed).finally(end);
    });
  }
}
