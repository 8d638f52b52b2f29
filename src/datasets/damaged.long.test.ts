import { it } from 'vitest';
import { checkDamagedArchives, checkDamagedSets } from '../test/dataFuzz';

const hour = 3_600_000;

it(
  'of 100,000 splits of IDX files, most of them damaged, each is read or refused in words',
  () => checkDamagedSets(['mnist', 'emnistLetters', 'qmnist'], 100_000),
  hour,
);

it(
  'of 100,000 splits of CIFAR records, most of them damaged, each is read or refused in words',
  () => checkDamagedSets(['cifar10', 'cifar100'], 100_000),
  hour,
);

it(
  'of 100,000 tar archives, most of them damaged, each is read or refused in words',
  () => checkDamagedArchives(100_000),
  hour,
);
