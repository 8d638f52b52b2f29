import { expect, test } from 'vitest';
import { checkAddresses } from '../test/addressFuzz';

test('of 100,000 addresses each gives settings that the page can show', () => {
  checkAddresses(100_000, Date.now());
  expect.hasAssertions();
}, 3_600_000);
