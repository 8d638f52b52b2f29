// For tests: the command line as a process of its own, in a shell.
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const tsx = path.join(root, 'node_modules/.bin/tsx');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a line of shell in which `lab` is the command. The exit code is that of the whole line. */
export function shell(line: string): Promise<Ended> {
  const script = `lab() { "${tsx}" "${path.join(root, 'src/cli/main.ts')}" "$@"; }; ${line}`;
  const child = spawn('bash', ['-o', 'pipefail', '-c', script], { cwd: root });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, ...texts }));
  });
}
