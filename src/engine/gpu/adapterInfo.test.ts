import { expect, test } from 'vitest';
import { adapterInfo } from './adapterInfo';

const apple = { vendor: 'apple', architecture: 'metal-3', device: '', description: 'M2' };

test.each([
  [
    'Chrome 127 and later',
    { info: { ...apple, isFallbackAdapter: false } },
    { ...apple, isFallbackAdapter: false },
  ],
  [
    'Chrome 113 to 126',
    { requestAdapterInfo: () => Promise.resolve(apple), isFallbackAdapter: true },
    { ...apple, isFallbackAdapter: true },
  ],
  [
    'a browser that tells nothing',
    {},
    { vendor: '', architecture: '', device: '', description: '', isFallbackAdapter: false },
  ],
])('%s', async (_, adapter, told) => {
  expect(await adapterInfo(adapter)).toMatchObject(told);
});
