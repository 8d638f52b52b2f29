// `npm run usb`: a folder for a stick, with the built page and a server for each system that needs nothing installed.
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { root } from './install.mjs';
import { putMnist } from './mnist';
import { buildSingleFile } from './singleFile';

const singleFile = 'Diffusion Lab.html';

/** What a stick's file system may forget; where it is kept, a double click starts it. */
const started = ['serve.pl', 'macOS.command', 'Linux.sh'];

/** Puts a build and what serves it into a folder, in the place of what was there. */
export function fillStick(dist: string, stick: string): void {
  if (!existsSync(path.join(dist, 'index.html'))) throw new Error(`There is no build in ${dist}.`);
  rmSync(stick, { recursive: true, force: true });
  mkdirSync(stick, { recursive: true });
  cpSync(dist, path.join(stick, 'lab'), { recursive: true });
  const servers = path.join(root, 'scripts/usb');
  for (const name of readdirSync(servers)) cpSync(path.join(servers, name), path.join(stick, name));
  for (const name of started) chmodSync(path.join(stick, name), 0o755);
}

if (process.argv[1] === import.meta.filename) {
  // A room without a network has the digits only if they are on the stick.
  await putMnist(path.join(root, 'public/data'));
  await build({ root, logLevel: 'warn' });
  const stick = path.join(root, 'usb');
  fillStick(path.join(root, 'dist'), stick);
  const size = await buildSingleFile(path.join(stick, singleFile));
  console.log(
    `“${singleFile}” is one file of ${(size / 2 ** 20).toFixed(1)} MiB that opens without a server.`,
  );
  console.log(`Copy the folder ${stick} to a stick; its README.txt says how to start it.`);
}
