// Which Chromium the end-to-end tests run in.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { installDebianPackage } from './debian';
import { root } from './install.mjs';

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export const installedSystemBrowser = (): string | undefined => systemBrowsers.find(existsSync);

export const playwrightBrowser = (): string | undefined =>
  existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;

/**
 * The program of a browser: one that is there (Playwright's own first), else Playwright's download, else Debian's.
 * @returns undefined where none can be had.
 */
export function findBrowser(): string | undefined {
  return playwrightBrowser() ?? installedSystemBrowser() ?? downloadedBrowser() ?? debianBrowser();
}

function downloadedBrowser(): string | undefined {
  console.log("Downloading Playwright's Chromium …");
  const cli = path.join(root, 'node_modules/@playwright/test/cli.js');
  const withSystemLibraries = process.getuid?.() === 0 ? ['--with-deps'] : [];
  spawnSync(process.execPath, [cli, 'install', ...withSystemLibraries, 'chromium'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 240_000,
  });
  const program = playwrightBrowser();
  // Downloaded is not yet runnable: it may lack libraries of the system.
  return program && spawnSync(program, ['--version'], { timeout: 30_000 }).status === 0 ? program : undefined;
}

const debianBrowser = (): string | undefined =>
  installDebianPackage('chromium') ? installedSystemBrowser() : undefined;

/** The folder in which the browser keeps its SwiftShader; a start script in /usr/bin stands for one elsewhere. */
export function browserFolder(program: string): string {
  return program.startsWith('/usr/bin/') ? `/usr/lib/${path.basename(program)}` : path.dirname(program);
}
