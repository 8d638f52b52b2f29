// The plane: exact scores against closed forms and differences, the network's gradient, and a training that learns moons.
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { gaussians, uniforms } from '../random';
import { planSampler } from '../samplers/index';
import { exactAt } from './exact';
import { backward, countParameters, forward, initialParameters } from './mlp';
import { fieldAgreement } from './agreement';
import { sampleCloud } from './sample';
import { drawnSet, planeNames, planePoints, planeSets } from './sets';
import { PlaneTrainer } from './train';

const level = { signal: 0.6, noise: 0.8 };

describe('a set in the plane', () => {
  it.each(planeNames)('%s has points about its centres, within one unit', (name) => {
    const set = planeSets[name]();
    const points = planePoints(set, 1, 500);
    expect(points).toHaveLength(1000);
    expect(Math.max(...points.map(Math.abs))).toBeLessThan(1.25);
    // The mean of the points is that of the centres.
    const mean = (values: Float64Array, of: number) =>
      values.reduce((sum, value, i) => sum + (i % 2 === of ? value : 0), 0) / (values.length / 2);
    for (const of of [0, 1]) expect(Math.abs(mean(points, of) - mean(set.centres, of))).toBeLessThan(0.15);
  });

  it('is what was drawn, and nothing where nothing was', () => {
    expect(drawnSet(new Float64Array())).toBeNull();
    expect(drawnSet(Float64Array.of(0.5, 0.25))?.centres).toEqual(Float64Array.of(0.5, 0.25));
  });
});

describe('the exact score', () => {
  it('of one Gaussian is that of a Gaussian', () => {
    const set = { centres: Float64Array.of(1, -0.5), sigma: 0.5 };
    const variance = 0.6 ** 2 * 0.25 + 0.64;
    const [x, y] = [0.2, 0.3];
    const { score, density, original } = exactAt(set, level, x, y);
    expect(score[0]).toBeCloseTo((0.6 - x) / variance, 12);
    expect(score[1]).toBeCloseTo((-0.3 - y) / variance, 12);
    const squared = (x - 0.6) ** 2 + (y + 0.3) ** 2;
    expect(density).toBeCloseTo(Math.exp(-squared / (2 * variance)) / (2 * Math.PI * variance), 12);
    // Tweedie: (x + noise² · score)/signal.
    expect(original[0]).toBeCloseTo((x + 0.64 * score[0]) / 0.6, 12);
    expect(original[1]).toBeCloseTo((y + 0.64 * score[1]) / 0.6, 12);
  });

  it.each(planeNames)('of %s is the slope of ln p', (name) => {
    const set = planeSets[name]();
    const [x, y, step] = [0.3, -0.4, 1e-5];
    const ln = (a: number, b: number): number => Math.log(exactAt(set, level, a, b).density);
    const { score } = exactAt(set, level, x, y);
    expect(score[0]).toBeCloseTo((ln(x + step, y) - ln(x - step, y)) / (2 * step), 6);
    expect(score[1]).toBeCloseTo((ln(x, y + step) - ln(x, y - step)) / (2 * step), 6);
  });

  it('of two Gaussians is the closed form', () => {
    const set = planeSets.gaussians();
    const variance = 0.36 * 0.0225 + 0.64;
    const [x, y] = [0.1, 0.7];
    // Of two equal Gaussians at ±m: (tanh(m·x/variance)·m − x)/variance.
    const [mx, my] = [0.6 * 0.5, 0.6 * 0.25];
    const pull = Math.tanh((mx * x + my * y) / variance);
    const { score } = exactAt(set, level, x, y);
    expect(score[0]).toBeCloseTo((pull * mx - x) / variance, 12);
    expect(score[1]).toBeCloseTo((pull * my - y) / variance, 12);
  });
});

describe('the network', () => {
  it('has the gradient that differences say', () => {
    const shape = { sizes: [3, 5, 4, 2] };
    const count = countParameters(shape);
    expect(count).toBe(4 * 5 + 6 * 4 + 5 * 2);
    const parameters = gaussians({ seed: 1, stream: 1 }, count);
    const input = gaussians({ seed: 2, stream: 1 }, 3 * 7);
    const slope = gaussians({ seed: 3, stream: 1 }, 2 * 7);
    const loss = (weights: Float64Array): number =>
      forward(shape, weights, input).output.reduce((sum, value, i) => sum + value * slope[i]!, 0);
    const gradient = backward(shape, parameters, forward(shape, parameters, input), slope);
    for (let i = 0; i < count; i += 1) {
      const moved = (by: number): Float64Array =>
        parameters.map((value, k) => (k === i ? value + by : value));
      expect(gradient[i]).toBeCloseTo((loss(moved(1e-5)) - loss(moved(-1e-5))) / 2e-5, 6);
    }
  });

  it('begins by answering 0', () => {
    const shape = { sizes: [3, 5, 2] };
    const parameters = initialParameters(shape, uniforms({ seed: 1, stream: 1 }, countParameters(shape)));
    expect([...forward(shape, parameters, Float64Array.of(1, 2, 3)).output]).toEqual([0, 0]);
  });
});

describe('a training', () => {
  const config = {
    ...defaultConfig,
    timesteps: 100,
    predictionType: 'epsilon',
    sampler: 'ddim',
    samplingSteps: 20,
  } as const;

  it('learns moons: its score points where the exact one does, and its samples lie on them', () => {
    const set = planeSets.moons();
    const trainer = new PlaneTrainer(set, config, 400);
    const losses = Array.from({ length: 400 }, () => trainer.train());
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(losses.slice(-50))).toBeLessThan(0.95 * mean(losses.slice(0, 20)));

    const agreement = fieldAgreement({ set, model: trainer.model, t: 49, seed: 5 });
    expect(agreement.cosine).toBeGreaterThan(0.97);
    expect(agreement.error).toBeLessThan(0.25);

    const stages = planSampler(config, trainer.tables);
    const frames = [...sampleCloud(trainer.model, { stages, clip: 'unit', count: 200, seed: 3 })];
    expect(frames.map(({ position }) => position).slice(0, 2)).toEqual([100, 95]);
    expect(frames.at(-1)?.position).toBe(0);
    const { points: drawn } = frames.at(-1)!;
    const distances = Array.from({ length: 200 }, (_, i) =>
      Math.min(
        ...Array.from({ length: set.centres.length / 2 }, (_, k) =>
          Math.hypot(drawn[2 * i]! - set.centres[2 * k]!, drawn[2 * i + 1]! - set.centres[2 * k + 1]!),
        ),
      ),
    ).toSorted((a, b) => a - b);
    // Half within three standard deviations of the moons, nine of ten within six.
    expect(distances[100]).toBeLessThan(0.12);
    expect(distances[180]).toBeLessThan(0.25);
  });

  it.each(['sample', 'epsilon', 'flow'] as const)('learns with %s', (predictionType) => {
    const own = { ...config, predictionType };
    const trainer = new PlaneTrainer(planeSets.gaussians(), own, 120);
    const untrained = fieldAgreement({ set: planeSets.gaussians(), model: trainer.model, t: 30, seed: 5 });
    for (let i = 0; i < 120; i += 1) trainer.train();
    const agreement = fieldAgreement({ set: planeSets.gaussians(), model: trainer.model, t: 30, seed: 5 });
    // Before, it is the best linear one.
    expect(agreement.error).toBeLessThan(0.7 * untrained.error);
  });
});
