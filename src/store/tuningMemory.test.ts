import { expect, test } from 'vitest';
import { browserTuningMemory } from './tuningMemory';

/** The part of Storage that matters: entries are own properties, as in a browser. */
function fakeStorage(): Storage {
  const methods = {
    getItem: (key: string): string | null => entries[key] ?? null,
    setItem: (key: string, value: string): void => void (entries[key] = value),
    removeItem: (key: string): void => void Reflect.deleteProperty(entries, key),
  };
  const entries: Record<string, string> = Object.create(methods) as Record<string, string>;
  return entries as unknown as Storage;
}

test('remembers by adapter, keeps the hands off other entries', () => {
  const storage = fakeStorage();
  storage.setItem('theme', 'dark');
  browserTuningMemory('', storage).remember('a GPU', 'tiles');
  expect(browserTuningMemory('', storage).recall()).toEqual({ 'a GPU': 'tiles' });
});

test('is off or forgets as the address says', () => {
  const storage = fakeStorage();
  storage.setItem('theme', 'dark');
  browserTuningMemory('', storage).remember('a GPU', 'tiles');
  expect(browserTuningMemory('?tune=off', storage).recall()).toBe('off');
  expect(browserTuningMemory('?tune=reset', storage).recall()).toEqual({});
  expect(browserTuningMemory('', storage).recall()).toEqual({});
  expect(storage.getItem('theme')).toBe('dark');
});

test('does without a storage, and with a full one', () => {
  const full = Object.assign(fakeStorage(), {
    setItem: () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    },
  });
  for (const storage of [null, full]) {
    const memory = browserTuningMemory('', storage);
    memory.remember('a GPU', 'tiles');
    expect(memory.recall()).toEqual({});
  }
});
