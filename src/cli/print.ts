// Standard output for the commands: whole through a slow pipe, quiet where the reader has left (`| head`).
import { LabError } from '../lab/errors';

const readerLeft = (error: NodeJS.ErrnoException): boolean => error.code === 'EPIPE';

/**
 * Writes a text and a line break; resolves when all of it has gone out.
 * @throws LabError `bad-file` where it cannot be written, unless the reader has what it wants and left.
 */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => {
      if (!error || readerLeft(error)) resolve();
      else reject(new LabError('bad-file', `The output cannot be written (${error.message}).`));
    });
  });
}

/** A closed pipe is no event of its own: `print` hears of it, and nobody is left to read the progress. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
