// Whether an engine can still be used, and who waits for it.
import type { LabError } from '../lab/errors';

export class Health {
  private failure: LabError | null = null;
  private readonly waiting = new Set<(failure: LabError) => void>();

  /** The first failure counts; whoever waits for the engine learns of it. */
  fail(failure: LabError): void {
    if (this.failure) return;
    this.failure = failure;
    for (const reject of this.waiting) reject(failure);
    this.waiting.clear();
  }

  /** @throws LabError the failure, if there was one. */
  check(): void {
    if (this.failure) throw this.failure;
  }

  /**
   * `work`, or the failure where that comes first: a lost device may leave a wait hanging. No race with a promise of the
   * failure: as long as that does not settle, it would keep the results of all the races.
   */
  guard<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.failure) reject(this.failure);
      else this.waiting.add(reject);
      work.then(resolve, reject).finally(() => this.waiting.delete(reject));
    });
  }
}
