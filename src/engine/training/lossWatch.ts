// Whether the weights are worth going back to, judged by the losses: they may still be finite long after a run went
// astray.

/** Steps under the present settings before they are trusted: a single one at a wild learning rate can ruin all. */
const leastSteps = 20;
/** The smoothed loss may rise so many times above its lowest before the run counts as astray. */
const tolerance = 2;
const share = 0.03;

export class LossWatch {
  private smoothed = 0;
  private lowest = Infinity;
  /** Losses in the average. */
  private averaged = 0;
  private steps = 0;
  private diverged = false;

  take(losses: Iterable<number>): void {
    for (const loss of losses) {
      this.steps++;
      this.averaged++;
      // The plain mean at first, so that the first losses do not count for more than their share.
      this.smoothed += (loss - this.smoothed) * Math.max(share, 1 / this.averaged);
      this.lowest = Math.min(this.lowest, this.smoothed);
    }
  }

  /** True for weights that nothing has happened to yet, and where the loss has stayed low for long enough. */
  get healthy(): boolean {
    if (this.diverged) return false;
    return this.steps === 0 || (this.steps >= leastSteps && this.smoothed <= tolerance * this.lowest);
  }

  /** The coming steps have other settings: they have to prove themselves anew. */
  settingsChanged(): void {
    this.steps = 0;
  }

  /** A loss was no number: nothing is healthy until {@link restart}. */
  diverge(): void {
    this.diverged = true;
  }

  /** Good weights are back: the losses before tell nothing about them, but their lowest stays the measure. */
  restart(): void {
    this.smoothed = 0;
    this.averaged = 0;
    this.steps = 0;
    this.diverged = false;
  }
}
