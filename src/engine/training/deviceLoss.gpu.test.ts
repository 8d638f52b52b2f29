// A device that is lost in the middle of a training: what is told, and what is left.
import { expect, test } from 'vitest';
import { loseTestEngine, testEngine } from '../../test/gpu';
import { tinyDataset as dataset } from '../../test/tinyDataset';
import { expectSameSets, tinyTraining as config, train } from '../../test/trainingContract';
import { Trainer } from './trainer';

const start = async (checkpoint?: ArrayBuffer): Promise<Trainer> =>
  new Trainer({ engine: await testEngine(), config, dataset, ...(checkpoint && { checkpoint }) });

test('what was kept before the device was lost is trained on with another one', async () => {
  const untroubled = await start();
  const losses = await train(untroubled, 6);
  const state = await untroubled.stepper.readAll();

  const trainer = await start();
  expect(trainer.keptCheckpoint()).toBeNull();
  await train(trainer, 3);
  expect(await trainer.keep()).toBe(true);
  await train(trainer, 1);
  await loseTestEngine();
  const lost = { code: 'device-lost' };
  await expect(train(trainer, 5)).rejects.toMatchObject(lost);
  await expect(trainer.checkpoint()).rejects.toMatchObject(lost);
  await expect(trainer.keep()).rejects.toMatchObject(lost);

  const checkpoint = trainer.keptCheckpoint();
  if (!checkpoint) throw new Error('Nothing was kept.');
  const again = await start(checkpoint);
  expect(again.step).toBe(3);
  expect(await train(again, 3)).toEqual(losses.slice(3));
  expectSameSets(await again.stepper.readAll(), state);
  again.dispose();
});
