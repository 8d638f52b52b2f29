// A pixel's step, on films that the samplers themselves make, of the perfect model of data that is normal itself.
import { expect, it } from 'vitest';
import { frameTimesteps } from '../../../diffusion/samplers/frames';
import { planSampler } from '../../../diffusion/samplers/index';
import type { SamplerName } from '../../../diffusion/samplers/registry';
import { runStages } from '../../../diffusion/samplers/run';
import { makeTables } from '../../../diffusion/process/tables';
import { gaussians } from '../../../diffusion/random';
import { defaultConfig } from '../../../lab/fields';
import type { ImageBatch } from '../../../lab/images';
import { addFrame, emptyReel, type Reel } from '../../../store/reel';
import { pixelStep, type PixelStep } from './pixelStep';
import { pixelFormula } from './stepFormula';

const shape = { count: 2, height: 1, width: 2, channels: 1 };
const batch = (pixels: Float64Array): ImageBatch => ({ ...shape, pixels: Float32Array.from(pixels) });
const noiseOf = (stage: number): Float64Array => gaussians({ seed: 5, stream: 2, step: stage }, 4);

function film(sampler: SamplerName, samplingSteps = 8): Reel {
  const config = {
    ...defaultConfig,
    sampler,
    samplingSteps,
    predictionType: 'epsilon',
    variance: 'fixed_small',
  } as const;
  const tables = makeTables(config);
  const stages = planSampler(config, tables);
  const places = frameTimesteps(stages);
  const x = gaussians({ seed: 5, stream: 1 }, 4);
  const steps = places.length - 1;
  const start = { step: 0, steps, timestep: places[0]!, coefficients: {} };
  const blank = batch(new Float64Array(4));
  let reel = emptyReel({ lane: 'main', config, start: { kind: 'noise' }, run: 1, trainingSteps: 1 });
  reel = addFrame(reel, { ...start, xt: batch(x), predOriginalSample: blank, predEpsilon: blank });
  let step = 0;
  const options = {
    predictionType: config.predictionType,
    clip: 'none',
    predict: (at: Float64Array, t: number) => ({ values: at.map((value) => value * (tables.noise[t] ?? 1)) }),
    noise: noiseOf,
  } as const;
  for (const { stage, x: next, x0, eps } of runStages(stages, x, options)) {
    if (!stage.endsStep) continue;
    step += 1;
    reel = addFrame(reel, {
      step,
      steps,
      timestep: places[step]!,
      xt: batch(next),
      predOriginalSample: batch(x0),
      predEpsilon: batch(eps),
      coefficients: stage.next,
    });
  }
  return reel;
}

const worth = ({ terms }: PixelStep): number =>
  terms.reduce((sum, { factor, values }) => sum + factor * values[0]!, 0);

/** Of each frame, at one pixel. */
const told = ({ frames }: Reel): (PixelStep | null)[] =>
  frames.map((_, index) => pixelStep(frames, index, { sample: 1, place: 0 }));

it.each(['ddim', 'ddpm', 'euler', 'euler_ancestral', 'dpmpp_2m', 'unipc'] as const)(
  '%s: tells of every step what it was made of',
  (sampler) => {
    const reel = film(sampler);
    const steps = told(reel);
    expect(steps.map((step) => step === null)).toEqual([true, ...Array.from({ length: 8 }, () => false)]);
    for (const [index, step] of steps.entries())
      if (step) expect(worth(step)).toBeCloseTo(reel.frames[index]!.exact!.xt[2]!, 4);
  },
);

it.each(['heun', 'dpm_2s', 'plms'] as const)('%s: tells of steps with one prediction alone', (sampler) => {
  const reel = film(sampler);
  const steps = told(reel);
  expect(steps.filter((step) => step !== null).length).toBeLessThan(steps.length - 2);
  for (const [index, step] of steps.entries()) {
    if ('xStart' in reel.frames[index]!.coefficients) expect(step).toBeNull();
    if (step) expect(worth(step)).toBeCloseTo(reel.frames[index]!.exact!.xt[2]!, 3);
  }
});

it('finds the fresh noise of DDPM', () => {
  const { frames } = film('ddpm');
  const noise = pixelStep(frames, 3, { sample: 1, place: 1 })?.terms.find(({ name }) => name === 'noise');
  expect(noise?.values[0]).toBeCloseTo(noiseOf(2)[3]!, 3);
});

it('says nothing of a film too large to keep its numbers', () => {
  const config = { ...defaultConfig, samplingSteps: 2 };
  const wide = { count: 64, height: 128, width: 128, channels: 3 };
  const pictures = { ...wide, pixels: new Float32Array(64 * 128 * 128 * 3) };
  const frame = { timestep: 1, xt: pictures, predOriginalSample: pictures, predEpsilon: pictures };
  let reel = emptyReel({ lane: 'main', config, start: { kind: 'noise' }, run: 1, trainingSteps: 1 });
  for (const step of [0, 1]) reel = addFrame(reel, { ...frame, step, steps: 2, coefficients: { x: 1 } });
  expect(reel.frames[1]?.exact).toBeUndefined();
  expect(pixelStep(reel.frames, 1, { sample: 0, place: 0 })).toBeNull();
});

it('writes the numbers with their signs', () => {
  const step = {
    terms: [
      { name: 'x0', factor: 0.5, values: [-0.25] },
      { name: 'eps', factor: -0.1, values: [2] },
    ],
    result: [-0.325],
  };
  expect(pixelFormula(step, (value) => value.toFixed(3)).tex).toBe(
    '0.500\\cdot (-0.250) - 0.100\\cdot 2.000 = -0.325',
  );
});
