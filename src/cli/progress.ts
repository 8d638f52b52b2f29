// One line of progress on standard error; on something that is no terminal, a line every ten seconds.

export class Progress {
  private readonly begun = performance.now();
  private shown = -Infinity;

  constructor(private readonly label: string) {}

  update(done: number, total: number, note = ''): void {
    const now = performance.now();
    const every = process.stderr.isTTY ? 100 : 10_000;
    if (done < total && now - this.shown < every) return;
    this.shown = now;
    const left = done > 0 ? ((now - this.begun) / done) * (total - done) : Number.NaN;
    const filled = Math.round((24 * done) / Math.max(1, total));
    const bar = '█'.repeat(filled) + '░'.repeat(24 - filled);
    const line = `${this.label} ${bar} ${done}/${total} ${note} ${Number.isFinite(left) ? `${formatSeconds(left / 1000)} left` : ''}`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
    if (done >= total && process.stderr.isTTY) process.stderr.write('\n');
  }
}

export const formatSeconds = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
