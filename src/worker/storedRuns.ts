// The runs that the browser keeps for this page: each a folder of two values, the run's file and what lists show of it,
// both replaced atomically. A run belongs to whoever holds its lock: two tabs never write into the same one.
import { z } from '../lab/zodMini';
import { parseConfig } from '../lab/config';
import { LabError } from '../lab/errors';
import type { StoredRun } from '../lab/stored';
import type { KeptFiles } from '../storage/files';
import type { Locks } from '../storage/locks';
import { Slots } from '../storage/slots';

export interface StoredRunsOptions {
  readonly files: KeptFiles;
  readonly locks: Locks;
  /** Between two saves of a run that trains, at least; half a minute when left out. */
  readonly everyMs?: number;
}

/** What is told of a run when it is saved. */
export type Snapshot = Pick<StoredRun, 'step' | 'steps' | 'loss' | 'config'> & { readonly file: ArrayBuffer };

/** The right to write into a run, until it is released. */
export interface Claim {
  readonly id: string;
  readonly name: string;
  release(): void;
}

/** Runs that the visitor gave no name go, the oldest first, beyond so many. */
const mostUnnamed = 8;
/** A worker that has just been ended may still hold its locks for a moment. */
const patienceMs = 2000;

const lockOf = (id: string): string => `diffusion-lab/run/${id}`;

const aboutSchema = z.object({
  name: z.string(),
  step: z.number(),
  steps: z.number(),
  savedAt: z.number(),
  loss: z.nullable(z.number()),
  bytes: z.number(),
  config: z.record(z.string(), z.unknown()),
});

export class StoredRuns {
  private readonly files: KeptFiles;
  private readonly locks: Locks;
  readonly everyMs: number;

  constructor({ files, locks, everyMs = 30_000 }: StoredRunsOptions) {
    this.everyMs = everyMs;
    this.files = files;
    this.locks = locks;
  }

  /** The newest first; what cannot be read is not in the list. */
  async list(): Promise<readonly StoredRun[]> {
    const held = await this.locks.held();
    const ids = await this.files.list('runs');
    const runs = await Promise.all(ids.map((id) => this.about(id, held.has(lockOf(id)))));
    return runs.filter((run) => run !== null).toSorted((a, b) => b.savedAt - a.savedAt);
  }

  /** @throws LabError `bad-checkpoint` where there is no whole file of it. */
  async read(id: string): Promise<ArrayBuffer> {
    const held = await this.slots(id, 'file').read();
    if (!held) throw new LabError('bad-checkpoint', 'This run is no longer kept.', { reason: gone });
    return held.bytes.slice().buffer;
  }

  /** The right to write into a run; into a new one where it is in use elsewhere, or none is named. */
  async claim(id?: string): Promise<Claim> {
    if (id !== undefined) {
      const release = await this.locks.hold(lockOf(id), patienceMs);
      if (release) return { id, name: (await this.about(id, true))?.name ?? '', release };
    }
    const fresh = crypto.randomUUID();
    const release = await this.locks.hold(lockOf(fresh), patienceMs);
    if (!release) throw new LabError('internal', 'A new run is in use already.');
    return { id: fresh, name: '', release };
  }

  /** @throws LabError `storage`; what was saved before is still there then. */
  async save({ id, name }: Pick<Claim, 'id' | 'name'>, { file, ...facts }: Snapshot): Promise<StoredRun> {
    await this.slots(id, 'file').write(new Uint8Array(file));
    const present = await this.about(id, true);
    const about = { name: present?.name ?? name, ...facts, savedAt: Date.now(), bytes: file.byteLength };
    await this.writeAbout(id, about);
    await this.prune();
    return { id, busy: true, ...about };
  }

  async rename(id: string, name: string): Promise<void> {
    const present = await this.about(id, false);
    if (!present) return;
    const { id: _, busy: __, ...about } = present;
    await this.writeAbout(id, { ...about, name });
  }

  /** Not one that is in use. */
  async remove(id: string): Promise<void> {
    const release = await this.locks.hold(lockOf(id), 0);
    if (!release) return;
    await this.files.remove(`runs/${id}`);
    release();
  }

  private slots(id: string, value: 'file' | 'about'): Slots {
    return new Slots(this.files, `runs/${id}/${value}`);
  }

  private writeAbout(id: string, about: Omit<StoredRun, 'id' | 'busy'>): Promise<void> {
    return this.slots(id, 'about').write(new TextEncoder().encode(JSON.stringify(about)));
  }

  private async about(id: string, busy: boolean): Promise<StoredRun | null> {
    const held = await this.slots(id, 'about').read();
    if (!held) return null;
    try {
      const about = aboutSchema.parse(JSON.parse(new TextDecoder().decode(held.bytes)));
      return { id, busy, ...about, config: parseConfig(about.config) };
    } catch {
      // Of another version of the page.
      return null;
    }
  }

  private async prune(): Promise<void> {
    const unnamed = (await this.list()).filter(({ name }) => name === '');
    for (const { id, busy } of unnamed.slice(mostUnnamed)) if (!busy) await this.remove(id);
  }
}

const gone = { name: 'run-gone', values: {} } as const;
