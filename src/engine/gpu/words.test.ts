import { expect, test } from 'vitest';
import { describeWords } from './words';

test('the writer stores and WGSL reads the same words', () => {
  const words = describeWords<number>('stage', { count: ['u32', (n) => n], half: ['f32', (n) => n / 2] }, 3);
  expect(words.wgsl.split('\n')).toEqual([
    'fn stage_count() -> u32 { return control[3]; }',
    'fn stage_half() -> f32 { return bitcast<f32>(control[4]); }',
  ]);
  const buffer = new Uint32Array(6);
  words.store(5, buffer);
  // 2.5 = 1.25 · 2¹ as a float: 0x40200000.
  expect([...buffer]).toEqual([0, 0, 0, 5, 0x40200000, 0]);
});
