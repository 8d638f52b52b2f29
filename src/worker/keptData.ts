// The data sets that the browser keeps for the next visit, as they came: each file with a checksum, which is compared
// when it is read back. What does not hold is as good as absent, and is fetched again.
import { filedDatasets, type DatasetName, type FiledDataset } from '../datasets/registry';
import type { DataSource } from '../datasets/types';
import type { KeptSet } from '../lab/stored';
import type { KeptFiles } from '../storage/files';
import type { Locks } from '../storage/locks';
import { Slots } from '../storage/slots';

export interface KeptDataOptions {
  readonly files: KeptFiles;
  readonly locks: Locks;
}

/** Files by the names that sources know them under. */
export type Received = ReadonlyMap<string, Uint8Array>;

const folderOf = (dataset: DatasetName): string => `data/${dataset}`;

export class KeptData {
  private readonly files: KeptFiles;
  private readonly locks: Locks;

  constructor({ files, locks }: KeptDataOptions) {
    this.files = files;
    this.locks = locks;
  }

  source(dataset: DatasetName): DataSource {
    return {
      name: 'The storage of the browser',
      // Its own checksums say more: what is kept was checked when it came.
      checkDigests: false,
      read: async (file) =>
        (
          await this.slots(dataset, file)
            .read()
            .catch(() => null)
        )?.bytes,
    };
  }

  /** In the place of what was kept of the set. @throws LabError `storage`; nothing of the set is kept then. */
  async keep(dataset: DatasetName, received: Received): Promise<void> {
    // Another tab that is at it keeps the same.
    const release = await this.locks.hold(`diffusion-lab/${folderOf(dataset)}`, 0);
    if (!release) return;
    try {
      await this.files.remove(folderOf(dataset));
      for (const [file, bytes] of received) await this.slots(dataset, file).write(bytes);
    } catch (thrown) {
      await this.files.remove(folderOf(dataset)).catch(() => undefined);
      throw thrown;
    } finally {
      release();
    }
  }

  async list(): Promise<readonly KeptSet[]> {
    const sized = filedDatasets.map(async (dataset) => ({
      dataset,
      bytes: await this.files.size(folderOf(dataset)),
    }));
    return (await Promise.all(sized)).filter(({ bytes }) => bytes > 0);
  }

  remove(dataset: FiledDataset): Promise<void> {
    return this.files.remove(folderOf(dataset));
  }

  private slots(dataset: DatasetName, file: string): Slots {
    return new Slots(this.files, `${folderOf(dataset)}/${encodeURIComponent(file)}`);
  }
}
