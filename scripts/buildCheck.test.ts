import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { checkBuild } from './buildCheck';
import { tallied } from './checks';

const folders: string[] = [];

afterEach(() => {
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const policy = '<head><meta http-equiv="Content-Security-Policy" content="">';

const good = {
  'index.html': `${policy}<script type="module" src="./assets/index-1.js"></script>`,
  'bench.html': `${policy}<script type="module" src="./assets/bench-6.js"></script>`,
  'assets/index-1.js':
    'import{a}from"./part-2.js";new Worker(new URL(`lab.worker-3.js`,import.meta.url));import("./ru-4.js")',
  'assets/part-2.js': 'export const a=1',
  'assets/lab.worker-3.js': 'class WebGPUBackend{};import(`./webgl-5.js`)',
  'assets/ru-4.js': 'export default {}',
  'assets/webgl-5.js': 'registerBackend()',
};

function problemsOf(changes: Partial<Record<keyof typeof good, string>>): string[] {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const dist = mkdtempSync(path.join(tmpdir(), 'dist-'));
  folders.push(dist);
  mkdirSync(path.join(dist, 'assets'));
  for (const [file, text] of Object.entries({ ...good, ...changes }))
    writeFileSync(path.join(dist, file), text);
  return checkBuild(dist);
}

it('is content with a worker that holds the engine alone', () => {
  expect(problemsOf({})).toEqual([]);
});

it.each([
  [
    'absolute addresses',
    { 'index.html': '<link href="/x.css"><script src="./assets/index-1.js">' },
    'absolute addresses',
  ],
  [
    'tfjs in an imported part',
    { 'assets/part-2.js': 'registerBackend()' },
    'part-2.js is a script of the page',
  ],
  [
    'tfjs in a part loaded later',
    { 'assets/ru-4.js': 'registerBackend()' },
    'ru-4.js is a script of the page',
  ],
  [
    'a head that begins with something else',
    { 'index.html': '<head><meta charset="utf-8"><script src="./assets/index-1.js"></script>' },
    'does not begin with its Content-Security-Policy',
  ],
  [
    'a script inside the page',
    { 'index.html': `${good['index.html']}<script type="module">run()</script>` },
    'has scripts inside: <script type="module">',
  ],
  ['no worker', { 'assets/index-1.js': 'run()' }, 'starts no worker'],
  [
    'a page too heavy',
    { 'assets/part-2.js': randomBytes(350_000).toString('base64') },
    'at most 300000 are wanted',
  ],
  [
    'a worker too heavy',
    { 'assets/lab.worker-3.js': randomBytes(350_000).toString('base64') },
    'at most 235000',
  ],
] as const)('sees %s', (_, changes, problem) => {
  expect(problemsOf(changes).join()).toContain(problem);
});

it('counts a runner that fails without a failed test, and one that runs no test, as a failure', () => {
  expect(tallied(0, 5, 0)).toEqual({ passed: 5, failed: 0 });
  expect(tallied(1, 5, 2)).toEqual({ passed: 5, failed: 2 });
  expect(tallied(1, 5, 0)).toEqual({ passed: 5, failed: 1 });
  expect(tallied(0, 0, 0)).toEqual({ passed: 0, failed: 1 });
});
