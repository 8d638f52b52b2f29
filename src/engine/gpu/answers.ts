// Waiting for the GPU. Firefox looks only every 100 ms whether it is done (153; bugzilla 1870699), but looks at once when
// something is submitted: there, empty submissions are made for as long as anything is awaited.

/** An answer to nothing that takes longer comes from a timer. */
const slowMs = 20;

/** How often is asked: at first every millisecond, then ever more rarely, so that long work is not disturbed. */
const eagerMs = 20;
const rarestMs = 8;

export class GpuAnswers {
  private readonly waiting = new Set<Promise<unknown>>();
  private asking = false;
  private newestSince = 0;

  /**
   * @param asks whether the browser answers in time only when it is asked
   * @param latencyMs how late an answer is, about: times that are not much longer say nothing about the GPU
   */
  constructor(
    private readonly queue: GPUQueue,
    readonly asks = false,
    readonly latencyMs = 0,
  ) {}

  /** Finds out how this browser answers: 0.2 ms where it does so at once, a quarter of a second where it does not. */
  static async measure(queue: GPUQueue): Promise<GpuAnswers> {
    const plain = new GpuAnswers(queue);
    // The first answer may be late for other reasons, or early because a timer was about to fire.
    await plain.time();
    const latencyMs = await plain.time();
    if (latencyMs < slowMs) return new GpuAnswers(queue, false, latencyMs);
    const asking = new GpuAnswers(queue, true);
    const times = [await asking.time(), await asking.time(), await asking.time()];
    return new GpuAnswers(queue, true, Math.max(...times));
  }

  /** Resolves when all that was submitted is done. */
  workDone(): Promise<void> {
    return this.until(this.queue.onSubmittedWorkDone());
  }

  /** Passes an answer of the GPU on, and sees to it that it comes in time. */
  until<Answer>(answer: Promise<Answer>): Promise<Answer> {
    if (this.asks) {
      this.waiting.add(answer);
      this.newestSince = performance.now();
      const over = (): void => void this.waiting.delete(answer);
      answer.then(over, over);
      void this.ask();
    }
    return answer;
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    while (this.waiting.size > 0) {
      this.queue.submit([]);
      const waited = performance.now() - this.newestSince;
      const ms = Math.min(rarestMs, Math.max(1, waited / eagerMs));
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
    this.asking = false;
  }

  private async time(): Promise<number> {
    const begun = performance.now();
    await this.workDone();
    return performance.now() - begun;
  }
}
