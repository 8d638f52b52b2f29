// When work beside the training may be done, so that it keeps within its share of the time.

export class Share {
  private readonly begun = performance.now();
  private spent = 0;

  /** @param share of all time since it was made, 0…1 @param expected milliseconds of the first work */
  constructor(
    private readonly share: number,
    private expected: number,
  ) {}

  /** Whether the next work, should it take as long as the last, stays within the share. */
  get due(): boolean {
    return this.spent + this.expected <= this.share * (performance.now() - this.begun);
  }

  /** Does it, and remembers what it took. */
  async spend<T>(work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    try {
      return await work();
    } finally {
      this.expected = performance.now() - begun;
      this.spent += this.expected;
    }
  }
}
