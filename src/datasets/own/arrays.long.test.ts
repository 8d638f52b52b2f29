import { it } from 'vitest';
import { checkDamagedArrays } from '../../test/arrayFuzz';

it('of 100,000 sets of arrays, most of them damaged, each is read or refused in words', () => {
  checkDamagedArrays(100_000);
}, 3_600_000);
