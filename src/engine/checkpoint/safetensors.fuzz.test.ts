import { expect, test } from 'vitest';
import { checkHeaders } from '../../test/headerFuzz';

test('of 2,000 files, most of them damaged, each is refused in words or is whole', () => {
  expect(checkHeaders(2000, 12)).toBeGreaterThan(200);
});
