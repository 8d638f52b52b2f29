// The last resort for what npm cannot bring: Debian's packages, where we are root and may install them.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** @returns whether the package was installed. */
export function installDebianPackage(name: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing Debian's ${name} …`);
  const apt = (...args: string[]): boolean =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 300_000,
    }).status === 0;
  const install = (): boolean => apt('install', '-y', '-qq', '--no-install-recommends', name);
  return install() || (apt('update', '-qq') && install());
}
