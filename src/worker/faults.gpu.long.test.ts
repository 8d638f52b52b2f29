import { expect, test } from 'vitest';
import { accidents, checkAccident } from '../test/faults';

const moments = Array.from({ length: 20 }, (_, i) => i + 1);

test.each(accidents)(
  'after an accident of the %s, at 20 random moments, the run goes on from a whole save',
  async (accident) => {
    for (const moment of moments) await checkAccident(accident, moment);
    expect.hasAssertions();
  },
);
