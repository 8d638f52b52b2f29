// How fast the steps of a run follow each other, for words about the time that is left.

/** Reports that are passed over: the step is compiled, recorded and replayed for the first time in them. */
const startUp = 2;
/** Of a report's weight, so much is left at the next one: about the last ten reports count. */
const memory = 0.9;
/** A report counts as at most so many times as slow as those before it: a laptop may have slept in between. */
const slowest = 20;

export class Pace {
  private reports = 0;
  private steps = 0;
  private seconds = 0;

  /** The programs are made anew: what comes next says nothing of the steps after it. */
  begin(): void {
    [this.reports, this.steps, this.seconds] = [0, 0, 0];
  }

  /** @param steps since the last report @param stepsPerSecond in them */
  take(steps: number, stepsPerSecond: number): void {
    this.reports++;
    if (this.reports <= startUp) return;
    const known = this.stepsPerSecond;
    const speed = Math.max(stepsPerSecond, known / slowest);
    this.steps = this.steps * memory + steps;
    this.seconds = this.seconds * memory + steps / speed;
  }

  /** 0 until it is known. */
  get stepsPerSecond(): number {
    return this.seconds > 0 ? this.steps / this.seconds : 0;
  }
}
