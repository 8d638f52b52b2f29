import { describe, expect, it } from 'vitest';
import { cifar10, loadCifar10 } from './cifar10';
import { memorySource, realSource } from './testSources';

const record = 3073;

/** Records whose red, green and blue planes are filled with 10, 20, 30 plus the label; the first pixel is 1, 2, 3. */
function batch(...labels: number[]): Uint8Array {
  const bytes = new Uint8Array(labels.length * record);
  labels.forEach((label, i) => {
    bytes[i * record] = label;
    for (const channel of [0, 1, 2]) {
      const start = i * record + 1 + channel * 1024;
      bytes.fill(10 * (channel + 1) + label, start, start + 1024);
      bytes[start] = channel + 1;
    }
  });
  return bytes;
}

describe('CIFAR-10', () => {
  it('turns planes into pixels', async () => {
    const set = await loadCifar10(memorySource({ 'data_batch_1.bin': batch(6, 9) }));
    expect([set.count, set.height, set.width, set.channels]).toEqual([2, 32, 32, 3]);
    expect([...set.images.subarray(0, 6)]).toEqual([1, 2, 3, 16, 26, 36]);
    expect([...set.images.subarray(3072, 3078)]).toEqual([1, 2, 3, 19, 29, 39]);
    expect([...set.labels]).toEqual([6, 9]);
    expect(set.classNames[6]).toBe('frog');
  });

  it('takes any subset of the batches, in order, up to the limit', async () => {
    const source = memorySource({ 'data_batch_5.bin': batch(5), 'data_batch_2.bin': batch(2, 3) });
    expect([...(await loadCifar10(source)).labels]).toEqual([2, 3, 5]);
    expect([...(await loadCifar10(source, { limit: 1 })).labels]).toEqual([2]);
  });

  it('keeps the test batch apart', async () => {
    const source = memorySource({ 'data_batch_1.bin': batch(1), 'test_batch.bin': batch(8) });
    expect([...(await loadCifar10(source, { split: 'test' })).labels]).toEqual([8]);
  });

  it('says which files it looked for', async () => {
    await expect(loadCifar10(memorySource({}))).rejects.toMatchObject({
      code: 'no-data',
      message: expect.stringContaining('data_batch_5.bin'),
    });
  });

  it.each([
    ['a cut-off file', batch(1, 2).subarray(0, 5000), /5000 bytes, which are no whole records/],
    ['an empty file', new Uint8Array(0), /0 bytes/],
    ['a strange label', batch(1, 10), /label 10 in record 1/],
    ['a web page', new TextEncoder().encode('<!doctype html>'), /is a web page/],
  ])('refuses %s, naming it and what was expected', async (_, bytes, found) => {
    const loading = loadCifar10(memorySource({ 'data_batch_3.bin': bytes }));
    await expect(loading).rejects.toMatchObject({ code: 'bad-file', message: expect.stringMatching(found) });
    await expect(loading).rejects.toThrow(/^data_batch_3\.bin .*expected CIFAR-10 records of 3073 bytes/);
  });
});

describe.runIf(realSource(cifar10))('the real CIFAR-10', () => {
  it('loads the first batch, its digest included', async () => {
    const set = await loadCifar10({ ...realSource(cifar10)!, checkDigests: true }, { limit: 10_000 });
    expect(set.count).toBe(10_000);
    // A frog, two trucks, a deer, an automobile: the opening of the training set.
    expect([...set.labels.subarray(0, 5)].map((label) => set.classNames[label])).toEqual([
      'frog',
      'truck',
      'truck',
      'deer',
      'automobile',
    ]);
    // The first pixel of the frog.
    expect([...set.images.subarray(0, 3)]).toEqual([59, 62, 63]);
  });
});
