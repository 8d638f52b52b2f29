// `npm start` after the packages: data into public/data, a build if anything changed, a server on localhost.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, preview } from 'vite';
import { root } from './install.mjs';
import { putMnist } from './mnist';

export async function start(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '4173' }, host: { type: 'string' } },
  });
  await putMnist(path.join(root, 'public/data'));
  if (isBuilt()) console.log('The build is up to date.');
  else await build({ root, logLevel: 'warn' });
  const server = await preview({
    root,
    // A file that is not there has to be a 404, not the start page.
    appType: 'mpa',
    logLevel: 'warn',
    preview: { port: Number(values.port), host: values.host ?? 'localhost' },
  });
  const addresses = server.resolvedUrls;
  const all = [...(addresses?.local ?? []), ...(addresses?.network ?? [])];
  console.log(`Diffusion Lab is at ${all.join(' and ')} — Ctrl+C ends it.`);
}

/** Whether dist/ is newer than everything it is made of. */
function isBuilt(): boolean {
  const page = path.join(root, 'dist/index.html');
  if (!existsSync(page)) return false;
  const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
  return newest(sources.map((name) => path.join(root, name))) < statSync(page).mtimeMs;
}

const newest = (names: readonly string[]): number =>
  Math.max(
    0,
    ...names.filter(existsSync).map((name) => {
      const status = statSync(name);
      if (!status.isDirectory()) return status.mtimeMs;
      return Math.max(status.mtimeMs, newest(readdirSync(name).map((entry) => path.join(name, entry))));
    }),
  );
