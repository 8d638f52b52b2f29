import { expect, test } from 'vitest';
import { createFormat } from './format';
import { texNumber } from './texNumber';

test('a small number is a power of ten, in the signs of the language', () => {
  expect(texNumber(createFormat('en').number(4.93e-5))).toBe('4.93\\cdot 10^{-5}');
  expect(texNumber(createFormat('ru').number(4.93e-5))).toBe('4{,}93\\cdot 10^{-5}');
  expect(texNumber(createFormat('zh-TW').number(2e6))).toBe('2\\cdot 10^{6}');
});

test('an ordinary number stays as it is', () => {
  expect(texNumber(createFormat('en').number(0.805))).toBe('0.805');
});
