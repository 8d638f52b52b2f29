// Where a browser keeps files for this page: what is written stays when the tab is closed. Knows nothing of what is in
// them. A write is not atomic: it can end half-way with the tab (see slots.ts). Never on the page's own thread.

/** Paths are names joined by `/`; folders come into being with what lies in them. */
export interface KeptFiles {
  /** Null where there is none. */
  read(path: string): Promise<Uint8Array | null>;
  /** In the place of what was there. @throws LabError `storage` where there is no room or no permission. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Names of the files and folders right inside a folder; none where it is not there. */
  list(folder: string): Promise<readonly string[]>;
  /** Bytes of a file, or of all that is in a folder; 0 where neither is there. */
  size(path: string): Promise<number>;
  /** A file, or a folder with all that is in it; nothing where neither is there. */
  remove(path: string): Promise<void>;
}
