// First step of every command: the right Node, and node_modules as the lock file wants them. Plain Node, no packages.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

export const root = path.resolve(import.meta.dirname, '..');

const wanted = [20, 19];

/** Ends the process with a sentence where Node is too old or the packages cannot be installed. */
export function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
    console.error(`Node ${process.versions.node} is too old: install Node ${wanted.join('.')} or newer.`);
    process.exit(1);
  }
  if (upToDate()) return;
  console.log('Installing packages …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Test runners and bundlers are needed even where NODE_ENV says production.
  const { status } = spawnSync(npm, ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('The packages could not be installed: see the messages of npm above.');
    process.exit(1);
  }
}

/** npm writes its own record of what it installed last. */
function upToDate() {
  const record = path.join(root, 'node_modules/.package-lock.json');
  return (
    existsSync(record) && statSync(record).mtimeMs >= statSync(path.join(root, 'package-lock.json')).mtimeMs
  );
}
