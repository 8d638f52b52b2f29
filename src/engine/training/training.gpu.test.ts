// What training promises, on our kernels and on stock operations, and that both do the same.
import { setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import type { LabConfig } from '../../lab/fields';
import { testEngine } from '../../test/gpu';
import { tinyDataset as dataset } from '../../test/tinyDataset';
import { checkTraining, tinyTraining, train } from '../../test/trainingContract';
import { openStockEngine, type Engine } from '../engine';
import { Trainer } from './trainer';

const openStock = (): Promise<Engine> => openStockEngine('cpu');

describe('on our kernels', () => {
  checkTraining('webgpu', testEngine);
});

describe('on stock operations', () => {
  checkTraining('cpu', openStock);
});

const cases: Readonly<Record<string, Partial<LabConfig>>> = {
  'by default': {},
  'with dropout, something else dropped in every step': { dropout: 0.5 },
  'in steps of several parts': { accumulation: 3, dropout: 0.2 },
  'with Muon': { optimizer: 'muon' },
  'with learned variance': { variance: 'learned_range', predictionType: 'epsilon', stratifiedTime: false },
  'blending with uniform noise': { process: 'corrupt', sampler: 'mixing', predictionType: 'sample' },
};

test.each(Object.entries(cases))('%s both lose alike to 1e-3', async (name, changes) => {
  const steps = name === 'by default' ? 20 : 4;
  const losses = async (open: () => Promise<Engine>): Promise<number[]> => {
    const trainer = new Trainer({ engine: await open(), dataset, config: { ...tinyTraining, ...changes } });
    return train(trainer, steps).finally(() => trainer.dispose());
  };
  const stock = await losses(openStock);
  await setBackend('webgpu');
  const ours = await losses(testEngine);
  ours.forEach((loss, i) => expect(Math.abs(loss / (stock[i] ?? Number.NaN) - 1)).toBeLessThan(1e-3));
});
