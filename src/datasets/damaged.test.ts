import { expect, it } from 'vitest';
import { checkDamagedArchives, checkDamagedSets } from '../test/dataFuzz';
import { tarMembers } from './tar';
import { tarMember } from './testSources';

it('of 500 splits of IDX files, most of them damaged, each is read or refused in words', () =>
  checkDamagedSets(['mnist', 'emnistLetters', 'qmnist'], 500));

it('of 500 splits of CIFAR records, most of them damaged, each is read or refused in words', () =>
  checkDamagedSets(['cifar10', 'cifar100'], 500));

it('of 500 tar archives, most of them damaged, each is read or refused in words', () =>
  checkDamagedArchives(500));

it('a tar archive that announces what it has not takes no memory for it', async () => {
  const announcing = tarMember('a', Uint8Array.of(1, 2, 3), '0', (2 ** 28).toString(8).padStart(11, '0'));
  const before = process.memoryUsage().arrayBuffers;
  let most = before;
  const content = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((later) => setTimeout(later, 20));
      most = Math.max(most, process.memoryUsage().arrayBuffers);
      controller.close();
    },
    start: (controller) => controller.enqueue(announcing),
  });
  await expect(tarMembers('a.tar', content).next()).rejects.toThrow('The archive a.tar is cut off.');
  expect(most - before).toBeLessThan(2 ** 20);
});
