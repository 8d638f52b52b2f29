// Serves the build under a sub-path with the real data at data/, and nothing else: what is not there is a plain 404.
// The page's Content-Security-Policy is in the page; the same holds for the worker here.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import path from 'node:path';
import { contentPolicy } from '../scripts/contentPolicy';
import { manners } from '../src/test/badServer';
import { address, badBase, base, dist, port } from './address';

const root = path.resolve(import.meta.dirname, '..');
const data = process.env.LAB_DATA_DIR;

/** Folders that stand for data/, first match wins. */
const dataFolders = [
  ...(data ? [path.join(data, 'mnist'), path.join(data, 'cifar-10-batches-bin'), data] : []),
  path.join(root, 'public/data'),
];

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** The file that an address stands for, inside one of the folders. */
function fileOf(pathname: string): string | undefined {
  if (!pathname.startsWith(base)) return undefined;
  const name = pathname.slice(base.length) || 'index.html';
  const inside = name.startsWith('data/')
    ? dataFolders.map((folder) => path.join(folder, path.normalize(`/${name.slice('data/'.length)}`)))
    : [path.join(dist, path.normalize(`/${name}`))];
  return inside.find((file) => existsSync(file) && statSync(file).isFile());
}

/** The page lies a second time in a folder for each bad manner, and there its images misbehave in that way. */
function misbehaving(pathname: string): RequestListener | undefined {
  const [manner = '', folder, name = ''] = pathname.slice(badBase.length).split('/');
  if (!pathname.startsWith(badBase) || folder !== 'data' || !name.startsWith('train-images'))
    return undefined;
  const file = fileOf(`${base}data/${name}`);
  const all: Readonly<Record<string, RequestListener>> = file ? manners(readFileSync(file)) : {};
  return all[manner];
}

/** The same address in the folder where all is well. */
const wellBehaved = (pathname: string): string =>
  pathname.startsWith(badBase) ? base + pathname.slice(badBase.length).replace(/^[^/]*\//, '') : pathname;

if (!existsSync(path.join(dist, 'index.html'))) {
  console.error(`There is no build in ${dist}: run \`npm run build\` first.`);
  process.exit(1);
}

const policy = contentPolicy();

createServer((request, response) => {
  const pathname = decodeURIComponent(new URL(request.url ?? '/', address).pathname);
  const bad = misbehaving(pathname);
  if (bad) return bad(request, response);
  const file = fileOf(wellBehaved(pathname));
  if (!file) {
    return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
  }
  // Another release, for a story that has brought it about: its service worker differs.
  const release = file.endsWith('sw.js')
    ? (/\brelease=\w+/.exec(request.headers.cookie ?? '')?.[0] ?? '')
    : '';
  const note = release === '' ? '' : `\n// ${release}`;
  response.writeHead(200, {
    // A worker has the policy of its own script's answer, not that of the page.
    ...(file.endsWith('.js') && { 'content-security-policy': policy }),
    'content-type': types[path.extname(file)] ?? 'application/octet-stream',
    'content-length': statSync(file).size + note.length,
    'cache-control': 'no-store',
  });
  createReadStream(file)
    .on('end', () => void response.end(note))
    .pipe(response, { end: false });
}).listen(port, 'localhost');
