// What the browser keeps for this page, asked for when a dialog opens and told after each deletion.
import { useEffect, useState } from 'react';
import type { FiledDataset } from '../../datasets/registry';
import type { KeptSet } from '../../lab/stored';
import { useActions } from '../../store/useLab';

export interface Room {
  /** Bytes in use by this page and its neighbours of the same origin, roughly. */
  readonly used: number;
  readonly free: number;
}

/** Null where the browser does not tell: an old one, or a page that is not secure. */
async function roomLeft(): Promise<Room | null> {
  const manager: StorageManager | undefined = navigator.storage;
  const { usage, quota } = (await manager?.estimate?.().catch(() => undefined)) ?? {};
  return usage === undefined || quota === undefined
    ? null
    : { used: usage, free: Math.max(0, quota - usage) };
}

/** Null while it is not known. */
type Known<Value> = Value | null;

export interface Kept {
  /** `off` where nothing can be kept. */
  readonly sets: Known<readonly KeptSet[] | 'off'>;
  readonly room: Known<Room>;
  /** The browser has promised to delete nothing on its own. */
  readonly persisted: Known<boolean>;
  /** Asks it to. */
  readonly persist: () => Promise<void>;
  readonly remove: (dataset: FiledDataset) => Promise<void>;
}

export function useKept(): Kept {
  const { keptData, removeData } = useActions();
  const [sets, setSets] = useState<Kept['sets']>(null);
  const [room, setRoom] = useState<Kept['room']>(null);
  const [persisted, setPersisted] = useState<Kept['persisted']>(null);
  useEffect(() => {
    // A newer question has its own answer.
    keptData().then(
      (answer) => setSets(answer ?? 'off'),
      () => undefined,
    );
    const manager: StorageManager | undefined = navigator.storage;
    manager?.persisted?.().then(setPersisted, () => undefined);
  }, [keptData]);
  useEffect(() => {
    roomLeft().then(setRoom, () => undefined);
  }, [sets]);
  return {
    sets,
    room,
    persisted,
    persist: async () => setPersisted(await navigator.storage.persist().catch(() => false)),
    remove: async (dataset) => {
      const left = await removeData(dataset).catch(() => undefined);
      if (left !== undefined) setSets(left ?? 'off');
    },
  };
}
