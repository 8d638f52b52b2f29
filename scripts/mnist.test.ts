import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mnist } from '../src/datasets/mnist';
import { memorySource, realSource, smallMnist } from '../src/datasets/testSources';
import { putMnist } from './mnist';

let folder = '';
let said: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mnist-'));
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('putMnist', () => {
  it('leaves nothing behind and says so in one line when no source is good', async () => {
    const tampered = memorySource(await smallMnist());
    expect(await putMnist(folder, [memorySource({}), tampered])).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/embedded strokes.*has no train-images.*SHA-256/);
  });

  it.runIf(realSource(mnist))('fetches all four files once, going on to a source that has them', async () => {
    expect(await putMnist(folder, [memorySource({}), realSource(mnist)!])).toBe(true);
    expect(readdirSync(folder).sort()).toEqual([
      't10k-images-idx3-ubyte.gz',
      't10k-labels-idx1-ubyte.gz',
      'train-images-idx3-ubyte.gz',
      'train-labels-idx1-ubyte.gz',
    ]);
    expect(await putMnist(folder, [])).toBe(true);
    expect(existsSync(path.join(folder, 'train-labels-idx1-ubyte.gz'))).toBe(true);
  });
});
