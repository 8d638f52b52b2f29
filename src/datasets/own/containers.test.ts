import { expect, it } from 'vitest';
import { openContainers } from './containers';
import { ownLimits, type OwnFile } from './files';

it('of more files than are looked at, the first that is not is named', async () => {
  const files = Array.from({ length: ownLimits.files + 2 }, (_, i): OwnFile => ({
    path: `${i}.png`,
    size: 1,
    read: () => Promise.reject(new Error('Nobody asked for it.')),
  }));
  const found = await openContainers(files, () => Promise.resolve());
  expect(found.files).toHaveLength(ownLimits.files);
  expect(found.refused).toEqual([{ path: `${ownLimits.files}.png`, why: 'many-files' }]);
  const few = await openContainers(files.slice(0, ownLimits.files), () => Promise.resolve());
  expect(few.refused).toEqual([]);
});
