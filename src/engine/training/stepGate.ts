// Lets others see the weights between two steps only, when they and the number of steps done belong together.

export class StepGate {
  private stepping = false;
  private readonly waiting: (() => void)[] = [];

  /** A step: whoever waits has their turn before the next one begins. */
  async step(work: () => Promise<void>): Promise<void> {
    this.stepping = true;
    try {
      await work();
    } finally {
      this.stepping = false;
      for (const begin of this.waiting.splice(0)) begin();
    }
  }

  /** Begins `work` at once, or at the end of the step under way. What it does before its first wait is of one moment. */
  between<T>(work: () => Promise<T>): Promise<T> {
    if (!this.stepping) return work();
    return new Promise((resolve, reject) => {
      this.waiting.push(() => void work().then(resolve, reject));
    });
  }
}
