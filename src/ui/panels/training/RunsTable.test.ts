import { expect, test } from 'vitest';
import { defaultConfig, type LabConfig } from '../../../lab/fields';
import { newRun } from '../../../store/run';
import { differing } from './RunsTable';

const runs = (...changes: readonly Partial<LabConfig>[]) =>
  changes.map((change, i) => newRun({ id: i + 1, config: { ...defaultConfig, ...change }, parameters: 1 }));

test('runs are told apart by what a model learns from, not by how it is sampled or looked at', () => {
  expect(differing([])).toEqual([]);
  expect(differing(runs({ time: 0.1, samplingSteps: 5, guidanceScale: 3, sampler: 'heun' }, {}))).toEqual([]);
  expect(differing(runs({ learningRate: 1e-4 }, { layersPerBlock: 2 }, {}))).toEqual([
    'learningRate',
    'layersPerBlock',
  ]);
  expect(differing(runs({ variance: 'learned_range' }, {}))).toEqual(['variance']);
});
