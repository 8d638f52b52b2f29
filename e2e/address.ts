// Where the end-to-end tests find the page: a port of this build's own, so that two of them never meet.
import { createHash } from 'node:crypto';
import path from 'node:path';

/** The build under test: dist/, or the folder that LAB_DIST names. */
export const dist = path.resolve(import.meta.dirname, '..', process.env.LAB_DIST ?? 'dist');

export const port = 20_000 + (createHash('sha256').update(dist).digest().readUInt16BE() % 20_000);

/** The page lies under a sub-path: every address in it has to be relative. */
export const base = '/some/where/lab/';

/** Below it, the page in a folder for each manner of a bad server: its own images come from that. */
export const badBase = '/some/where/bad/';

export const address = `http://localhost:${port}${base}`;
