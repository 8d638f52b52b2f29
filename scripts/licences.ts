// The licences of what the page is made of, as the lock file tells them: `npx tsx scripts/licences.ts` writes the list.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
export const listFile = path.join(root, 'docs/licences.md');

export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

/** Written into the service worker by what builds it. */
const inServiceWorker = ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies'];

const nameOf = (place: string): string =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Of the packages that come with the page; what only builds and tests it is left out, and binaries of one machine. */
export function licences(): readonly Licence[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  return Object.entries(packages)
    .filter(
      ([place, { dev, devOptional, optional }]) =>
        (place !== '' && !dev && !devOptional && !optional) || inServiceWorker.includes(nameOf(place)),
    )
    .map(([place, { version = '', license = 'unknown' }]) => ({
      name: nameOf(place),
      version,
      licence: license,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

export function licenceList(): string {
  const lines = licences().map(({ name, version, licence }) => `- ${name} ${version}: ${licence}`);
  return `# Licences\n\nOf the packages that the page is made of, written by \`npx tsx scripts/licences.ts\`.\n\n${lines.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(listFile, licenceList());
