import { expect, test } from 'vitest';
import { dataMarkdown } from './dataReport';

const report = {
  results: [
    {
      dataset: 'emnistDigits' as const,
      sentBytes: 50e6,
      node: {
        ms: 1234,
        cpuMs: 2500,
        peakBytes: 470.4e6,
        images: 240_000,
        shape: [28, 28, 1] as const,
        imageBytes: 188.16e6,
        gpuBytes: 188_400_000,
      },
      page: { ms: 987, longestTaskMs: 12.3, peakBytes: null },
    },
  ],
  first: { loadMs: 900, ms: 1200, mean: 0 },
  machine: '2 cores of a processor',
  load: 3.21,
};

test('a row says what a set takes, and what is not known is a dash', () => {
  const row = dataMarkdown(report)
    .split('\n')
    .find((line) => line.startsWith('| emnistDigits'));
  expect(row).toBe(
    '| emnistDigits | 240,000 | 28×28×1 | 50 MB | 1.23 s | 2.5 s | 470 MB | 2.5 | 987 ms | 12.3 ms | – | 188 MB |',
  );
});

test('whether the goal is reached is said, and what was made up', () => {
  const text = dataMarkdown(report);
  expect(text).toContain('2.1 s, of which 900 ms');
  expect(text).toContain('The goal is 2 s: not reached.');
  expect(text).toContain('over and over: emnistDigits.');
  expect(dataMarkdown({ ...report, first: { ...report.first, ms: 1100 } })).toContain('2 s: reached');
});
