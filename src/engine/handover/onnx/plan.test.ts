import { expect, test } from 'vitest';
import { makeTables } from '../../../diffusion/process/tables';
import { clipOf, planSampler } from '../../../diffusion/samplers/index';
import { runToEnd } from '../../../diffusion/samplers/run';
import type { LabConfig } from '../../../lab/fields';
import { modelFile } from '../../../test/modelFile';
import { trainedModel } from '../trained';
import { drawingPlan, type Plan } from './plan';

const start = Float64Array.from({ length: 6 }, (_, i) => Math.sin(3 * i + 1) * 1.4);
/** A network of sorts. */
const answer = (x: number, t: number): number => Math.cos(x + t / 300) * 1.5;
const fresh = (i: number, step: number): number => Math.sin(5 * i + step);

/** What the exported page does. */
function follow({ steps, clip, start: scale }: Plan): number[] {
  let x = [...start].map((value) => value * scale);
  for (const [number, { t, x0: a, eps: b, fromClipped, next }] of steps.entries()) {
    x = x.map((value, i) => {
      const told = answer(value, t);
      const free = a[0] * value + a[1] * told;
      const x0 = clip ? Math.min(Math.max(free, -1), 1) : free;
      const eps = b[0] * value + b[1] * (fromClipped ? x0 : told);
      return next[0] * value + next[1] * x0 + next[2] * eps + next[3] * fresh(i, number);
    });
  }
  return x;
}

test.each<Partial<LabConfig>>([
  {},
  { predictionType: 'epsilon', sampler: 'ddpm', clipSample: 'none', samplingSteps: 20 },
  { predictionType: 'v_prediction', useClippedModelOutput: false, eta: 0.5 },
  { predictionType: 'flow', sampler: 'flow_euler', spacing: 'linspace' },
  { model: 'basic-unet', classConditional: false, process: 'corrupt', sampler: 'mixing', samplingSteps: 5 },
])('the steps of %o end where the sampler ends', (settings) => {
  const trained = trainedModel(modelFile(settings));
  const { config } = trained;
  const plan = drawingPlan(trained);
  const expected = runToEnd(
    planSampler(config, makeTables(config)),
    start.map((value) => value * plan.start),
    {
      predictionType: config.predictionType,
      clip: clipOf(config),
      predict: (x, t) => ({ values: x.map((value) => answer(value, t)) }),
      noise: (stage) => start.map((_, i) => fresh(i, stage)),
    },
  );
  follow(plan).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 10));
});

test('a sampler with a memory gives way to one without', () => {
  const plan = drawingPlan(trainedModel(modelFile({ sampler: 'dpmpp_2m' })));
  expect(plan).toEqual(drawingPlan(trainedModel(modelFile({ sampler: 'ddim' }))));
});
