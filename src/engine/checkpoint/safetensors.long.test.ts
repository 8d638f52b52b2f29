import { expect, test } from 'vitest';
import { checkHeaders } from '../../test/headerFuzz';

test('of 1,000,000 files, most of them damaged, each is refused in words or is whole', () => {
  const whole = checkHeaders(1_000_000, Date.now());
  console.log(`${whole} of 1,000,000 files were whole`);
  expect(whole).toBeGreaterThan(100_000);
}, 3_600_000);
