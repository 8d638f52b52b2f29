import { expect, test } from 'vitest';
import { accidents, checkAccident } from '../test/faults';

test.each(accidents)(
  'after an accident of the %s the run goes on from a whole save as if nothing had been',
  async (accident) => {
    await checkAccident(accident, 3);
    expect.hasAssertions();
  },
);
