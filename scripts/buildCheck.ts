// What dist/ has to be: relative addresses, the engine in the worker only, and small enough to load fast.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes after gzip of the scripts that are loaded at once. */
const limits = { page: 300_000, worker: 235_000 } as const;

const pages = ['index.html', 'bench.html'] as const;

const tensorLibrary = /tfjs-core|WebGPUBackend|registerBackend|makeTensorFromDataId/;

/** How one script names another; a bundler quotes in any way. */
const quoted = '["\'`](?:\\./)?([^"\'`/]+\\.js)["\'`]';
const importedAtOnce = new RegExp(`(?:from|import)\\s*${quoted}`, 'g');
const importedLater = new RegExp(`import\\(\\s*${quoted}`, 'g');
const startedAsWorker = new RegExp(`new URL\\(\\s*${quoted}`, 'g');

/** @returns a sentence for everything that is wrong; prints the sizes. */
export function checkBuild(dist: string): string[] {
  const page = (name: string): string => readFileSync(path.join(dist, name), 'utf8');
  const problems = pages.flatMap((name) => checkHtml(name, page(name)));
  const html = page('index.html');
  const content = (file: string): string => readFileSync(path.join(dist, 'assets', file), 'utf8');
  const named = (file: string, how: RegExp): string[] =>
    [...content(file).matchAll(how)].map(([, name]) => name ?? '');
  const entries = [...html.matchAll(/assets\/([^"]+\.js)/g)].map(([, file]) => file ?? '');
  const atOnce = (from: readonly string[]): string[] => closure(from, (file) => named(file, importedAtOnce));

  const everOnPage = closure(entries, (file) => [
    ...named(file, importedAtOnce),
    ...named(file, importedLater),
  ]);
  for (const file of everOnPage.filter((name) => tensorLibrary.test(content(name)))) {
    problems.push(
      `assets/${file} is a script of the page and holds the tensor library, which belongs into the worker.`,
    );
  }
  const workers = everOnPage.flatMap((file) => named(file, startedAsWorker));
  if (workers.length === 0) problems.push('The page starts no worker.');

  const packed = (files: readonly string[]): number =>
    files.reduce((sum, file) => sum + gzipSync(content(file)).length, 0);
  // The engine's worker is by far the heaviest; the plane's has none of its libraries.
  const heaviest = Math.max(0, ...workers.map((worker) => packed(atOnce([worker]))));
  const sizes = { page: packed(atOnce(entries)), worker: heaviest };
  console.log(`Gzipped: script of the page ${sizes.page} bytes, engine worker ${sizes.worker} bytes.`);
  for (const part of ['page', 'worker'] as const) {
    if (sizes[part] > limits[part]) {
      problems.push(
        `The script of the ${part} is ${sizes[part]} bytes gzipped, at most ${limits[part]} are wanted.`,
      );
    }
  }
  return problems;
}

function checkHtml(name: string, html: string): string[] {
  const problems: string[] = [];
  const absolute = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, address]) => address);
  if (absolute.length > 0) problems.push(`${name} has absolute addresses: ${absolute.join(', ')}.`);
  if (!/<head>\s*<meta http-equiv="Content-Security-Policy"/.test(html))
    problems.push(`The head of ${name} does not begin with its Content-Security-Policy.`);
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g)].map(([tag]) => tag);
  if (inline.length > 0) problems.push(`${name} has scripts inside: ${inline.join(', ')}.`);
  return problems;
}

/** Everything that can be reached from `entries`, each once. */
function closure(entries: readonly string[], next: (file: string) => readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    next(file).forEach(visit);
  };
  entries.forEach(visit);
  return [...found];
}
