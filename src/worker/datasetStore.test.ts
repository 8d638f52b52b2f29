import { describe, expect, it, vi } from 'vitest';
import { memorySource, smallMnist } from '../datasets/testSources';
import type { DataSource } from '../datasets/types';
import { LabError } from '../lab/errors';
import { MemoryLocks } from '../storage/locks';
import { MemoryFiles } from '../storage/memory';
import { DatasetStore } from './datasetStore';
import { KeptData } from './keptData';

const strokes = { dataset: 'strokes', padImages: false } as const;
const padded = { ...strokes, padImages: true };
const mnist = { dataset: 'mnist', padImages: false } as const;

const from = (...sources: readonly DataSource[]) => ({ sourcesOf: () => Promise.resolve(sources) });

describe('the images of a session', () => {
  it('come with the border that was asked for', async () => {
    const store = new DatasetStore(from());
    const plain = await store.fetch(strokes, {});
    const bordered = await store.fetch(padded, {});
    expect([plain.dataset.height, bordered.dataset.height]).toEqual([28, 32]);
    store.keep(padded, bordered);
    expect([store.get(padded)?.dataset.width, store.get(strokes)]).toEqual([32, null]);
  });

  it('have it too where strokes stand in for what cannot be had', async () => {
    const { dataset, refused } = await new DatasetStore(from()).fetch({ ...mnist, padImages: true }, {});
    expect([dataset.name, dataset.height, refused?.code]).toEqual(['strokes', 32, 'no-data']);
  });
});

describe('what the browser keeps', () => {
  const browser = (files = new MemoryFiles()) => {
    const kept = new KeptData({ files, locks: new MemoryLocks() });
    return { files, openData: () => Promise.resolve(kept) };
  };

  it('serves the next visit without any server, until it is damaged or removed', async () => {
    const { openData, files } = browser();
    // The first has the images alone: what it sent is not kept.
    const all = await smallMnist();
    const [images = ''] = Object.keys(all);
    const half = memorySource({ [images]: Uint8Array.of(1, ...all[images]!) });
    await new DatasetStore({ ...from(half, memorySource(all)), openData }).fetch(mnist, {});
    // Nobody waits for them to be written.
    const written = (): Promise<void> => vi.waitFor(() => expect(files.files.size).toBe(2));
    await written();
    const next = new DatasetStore({ ...from(), openData });
    const { dataset } = await next.fetch(mnist, {});
    expect([dataset.name, dataset.count, ...dataset.labels]).toEqual(['mnist', 3, 7, 0, 9]);

    for (const bytes of files.files.values()) bytes[60]! ^= 1;
    expect((await next.fetch(mnist, {})).refused?.code).toBe('no-data');
    files.files.clear();
    await new DatasetStore({ ...from(memorySource(all)), openData }).fetch(mnist, {});
    await written();
    expect((await next.fetch(mnist, {})).dataset.count).toBe(3);
    await (await openData()).remove('mnist');
    expect((await next.fetch(mnist, {})).refused?.code).toBe('no-data');
  });

  it('is done without where storage is denied, and told of where it is full', async () => {
    const server = from(memorySource(await smallMnist()));
    const denied = () => Promise.reject(new LabError('storage', 'denied'));
    const store = new DatasetStore({ ...server, openData: denied });
    expect([(await store.fetch(mnist, {})).dataset.count, await store.storage()]).toEqual([3, null]);

    class FullFiles extends MemoryFiles {
      override write(): Promise<void> {
        return Promise.reject(new LabError('storage', 'full'));
      }
    }
    const told = new Promise<string>((resolve) => {
      const onUnkept = ({ message }: LabError): void => resolve(message);
      const full = new DatasetStore({ ...server, ...browser(new FullFiles()), onUnkept });
      void full.fetch(mnist, {});
    });
    expect(await told).toBe('full');
  });
});
