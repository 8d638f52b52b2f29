import { describe, expect, it } from 'vitest';
import { DatasetStore } from './datasetStore';

const strokes = { dataset: 'strokes', padImages: false } as const;
const padded = { ...strokes, padImages: true };

describe('the images of a session', () => {
  it('come with the border that was asked for', async () => {
    const store = new DatasetStore(() => []);
    const plain = await store.fetch(strokes, {});
    const bordered = await store.fetch(padded, {});
    expect([plain.dataset.height, bordered.dataset.height]).toEqual([28, 32]);
    store.keep(padded, bordered);
    expect([store.get(padded)?.dataset.width, store.get(strokes)]).toEqual([32, null]);
  });

  it('have it too where strokes stand in for what cannot be had', async () => {
    const { dataset, refused } = await new DatasetStore(() => []).fetch(
      { dataset: 'mnist', padImages: true },
      {},
    );
    expect([dataset.name, dataset.height, refused?.code]).toEqual(['strokes', 32, 'no-data']);
  });
});
