// A progress line that overwrites itself on a terminal and stays silent in a log.

export function progressLine(label: string): {
  show: (done: number, total: number) => void;
  clear: () => void;
} {
  const terminal = process.stdout.isTTY;
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  return {
    show: (done, total) => {
      if (!terminal) return;
      const part = total > 0 ? ` of ${megabytes(total)} (${Math.floor((100 * done) / total)} %)` : '';
      process.stdout.write(`\r\x1b[K${label}: ${megabytes(done)}${part}`);
    },
    clear: () => {
      if (terminal) process.stdout.write('\r\x1b[K');
    },
  };
}
