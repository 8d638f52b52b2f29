// Everything a training run asks of this room, against the libraries' own numbers.
import { describe, expect, it } from 'vitest';
import { defaultConfig, type LabConfig } from '../lab/fields';
import { emaDecayAt } from './objective/ema';
import golden from './golden/training.json';
import { learningRateAt } from './objective/learningRate';
import { lossOf } from './objective/losses';
import { inverseNormalCdf, normalCdf } from './theory/normal';
import { learnedLogVariance } from './theory/posterior';
import { makeTables } from './process/tables';
import { flowTables } from './process/flow';
import { trainingTimesteps } from './objective/trainingTimesteps';
import { boundTerm, gaussianKl, pixelProbabilities } from './theory/bound';
import { predictions } from './objective/predict';
import { lossWeights, weightings } from './objective/weights';

function expectClose(actual: number, expected: number, tolerance = 1e-9): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected) + 1e-15);
}

const cosine = (timesteps: number) =>
  makeTables({ ...defaultConfig, schedule: 'squaredcos_cap_v2', timesteps, predictionType: 'epsilon' });

describe('loss weights', () => {
  const known = { min_snr: golden.minSnrWeights, root_snr: golden.rootSnrWeights } as const;
  it.each(
    Object.entries(known).flatMap(([weighting, types]) =>
      Object.entries(types).map(([type, weights]) => [weighting, type, weights] as const),
    ),
  )('%s for %s are those of the reference', (weighting, type, weights) => {
    const settings = {
      ...defaultConfig,
      weighting: weighting as LabConfig['weighting'],
      snrGamma: 5,
      predictionType: type as LabConfig['predictionType'],
    };
    lossWeights(settings, cosine(50)).forEach((weight, t) => expectClose(weight, weights[t]!));
  });

  it('weighs flow as its own error of x₀: x̂₀ = x − t·v, so v counts t² times what x₀ does', () => {
    const tables = flowTables(10);
    const settings = { ...defaultConfig, weighting: 'min_snr', snrGamma: 5 } as const;
    const flow = lossWeights({ ...settings, predictionType: 'flow' }, tables);
    const original = lossWeights({ ...settings, predictionType: 'sample' }, tables);
    flow.forEach((weight, t) => expectClose(weight, original[t]! * tables.noise[t]! ** 2));
  });

  it('is 1/(1 + SNR) = 1 − ᾱ for P2, and 1 without weighting or time steps', () => {
    const tables = cosine(50);
    lossWeights({ ...defaultConfig, weighting: 'p2' }, tables).forEach((weight, t) =>
      expectClose(weight, 1 - tables.alphasCumprod[t]!),
    );
    expect(new Set(lossWeights({ ...defaultConfig, weighting: 'none' }, tables))).toEqual(new Set([1]));
    expect(new Set(lossWeights({ ...defaultConfig, weighting: 'p2', process: 'corrupt' }, tables))).toEqual(
      new Set([1]),
    );
  });

  it.each(
    Object.keys(predictions).flatMap((type) => Object.keys(weightings).map((name) => [name, type] as const)),
  )('%s stays finite for %s at an SNR of 0 and without noise', (name, type) => {
    const predictionType = type as LabConfig['predictionType'];
    const settings = { ...defaultConfig, weighting: name as LabConfig['weighting'], predictionType };
    const tables = makeTables({ ...defaultConfig, schedule: 'linear', rescaleZeroSnr: true, predictionType });
    const snr = Float64Array.from([...tables.snr, Infinity]);
    const weights = lossWeights(settings, { ...tables, snr });
    expect(weights.every((weight) => Number.isFinite(weight) && weight >= 0)).toBe(true);
  });
});

describe('losses', () => {
  it.each(['mse', 'l1', 'huber'] as const)('%s and its slope are those of torch', (kind) => {
    golden.losses.differences.forEach((difference, i) => {
      expectClose(lossOf(kind, difference), golden.losses[kind].values[i]!);
      // 0 at the corner of the absolute error, as in torch.
      const slope = (lossOf(kind, difference + 1e-6) - lossOf(kind, difference - 1e-6)) / 2e-6;
      expect(Math.abs(slope - golden.losses[kind].slopes[i]!)).toBeLessThan(2e-6);
    });
  });
});

describe('likelihood', () => {
  const {
    gaussians,
    kl,
    normalKl,
    pixel,
    pixelProbabilities: exact,
    approximateProbabilities,
  } = golden.likelihood;

  it('has the KL of two Gaussians', () => {
    gaussians.forEach(([mean1, logVariance1, mean2, logVariance2], i) => {
      const divergence = gaussianKl(
        { mean: mean1!, logVariance: logVariance1! },
        { mean: mean2!, logVariance: logVariance2! },
      );
      expectClose(divergence, kl[i]!);
      expectClose(divergence, normalKl[i]!);
    });
  });

  it('gives every pixel value its area under the Gaussian', () => {
    const made = pixelProbabilities({ mean: pixel.mean, logVariance: 2 * pixel.logScale });
    expectClose(
      made.reduce((sum, probability) => sum + probability, 0),
      1,
    );
    made.forEach((probability, k) => {
      expect(Math.abs(probability - exact[k]!)).toBeLessThan(1e-12);
      // The libraries approximate Φ by a hyperbolic tangent.
      expect(Math.abs(probability - approximateProbabilities[k]!)).toBeLessThan(1e-4);
    });
  });

  it('has the terms of the bound of lucidrains, learned variance included', () => {
    const { timesteps, terms } = golden.bound;
    const tables = cosine(timesteps);
    const x0 = Float64Array.from(golden.bound.x0);
    for (const { t, bits } of terms) {
      const [signal, noise] = [tables.signal[t]!, tables.noise[t]!];
      const xt = x0.map((value, i) => signal * value + noise * golden.bound.noise[i]!);
      const term = boundTerm(tables, {
        t,
        x0,
        xt,
        predOriginalSample: xt.map((x) => (x - noise * Math.tanh(x)) / signal),
        logVariance: xt.map((x) => learnedLogVariance(tables, t, Math.sin(3 * x))),
      });
      expectClose(term, bits);
    }
  });

  it('asks the discrete decoder at the first time step', () => {
    const tables = cosine(20);
    const logVariance = Float64Array.of(-4);
    const sure = boundTerm(tables, {
      t: 0,
      x0: Float64Array.of(1),
      xt: Float64Array.of(1),
      predOriginalSample: Float64Array.of(1),
      logVariance,
    });
    // The mean is x̂₀ = 1 itself, and the lightest value takes all of the upper tail.
    expectClose(sure, -Math.log2(normalCdf(1 / 255 / Math.exp(-2))));
  });
});

describe('the normal distribution', () => {
  it('has the Φ of torch.special.ndtr', () => {
    const { at, values } = golden.normal.cdf;
    at.forEach((x, i) => expectClose(normalCdf(x), values[i]!, 1e-12));
  });

  it('has the inverse of torch.special.ndtri', () => {
    const { at, values } = golden.normal.inverse;
    at.forEach((p, i) => expectClose(inverseNormalCdf(p), values[i]!, 1e-12));
  });
});

describe('training time steps', () => {
  const settings = { ...defaultConfig, timesteps: 1000, trainSeed: 7, stratifiedTime: false } as const;

  it('is the same for the same seed and step only', () => {
    const drawn = trainingTimesteps(settings, 3, 16);
    expect(trainingTimesteps(settings, 3, 16)).toEqual(drawn);
    expect(trainingTimesteps(settings, 4, 16)).not.toEqual(drawn);
    expect(trainingTimesteps({ ...settings, trainSeed: 8 }, 3, 16)).not.toEqual(drawn);
  });

  it.each(['uniform', 'logit_normal'] as const)(
    'puts one sample into each slice of %s probability',
    (timeSampling) => {
      const count = 64;
      const drawn = trainingTimesteps({ ...settings, timeSampling, stratifiedTime: true }, 0, count);
      const probability = (t: number): number => {
        const share = t / 1000;
        return timeSampling === 'uniform' ? share : normalCdf(Math.log(share / (1 - share)));
      };
      drawn.forEach((t, i) => {
        expect(probability(t)).toBeLessThanOrEqual((i + 1) / count);
        expect(t === 999 ? 1 : probability(t + 1)).toBeGreaterThanOrEqual(i / count);
      });
    },
  );

  it('gives a share of the batch pure noise, and the rest slices of the same probability as before', () => {
    const own = { ...settings, timeSampling: 'uniform', stratifiedTime: true, pureNoiseRate: 0.25 } as const;
    const drawn = [...trainingTimesteps(own, 5, 64)];
    expect(drawn.slice(0, 16)).toEqual(Array(16).fill(999));
    drawn.slice(16).forEach((t, i) => expect(Math.floor((t / 1000) * 48)).toBeLessThanOrEqual(i));
    drawn.slice(16).forEach((t, i) => expect((t + 1) / 1000).toBeGreaterThanOrEqual(i / 48));
    expect([...trainingTimesteps({ ...own, pureNoiseRate: 1 }, 5, 8)]).toEqual(Array(8).fill(999));
    expect(trainingTimesteps({ ...own, pureNoiseRate: 0 }, 5, 8)).not.toContain(999);
  });

  // 20,000 draws: the share of a quarter has a standard error of 0.0035 at most.
  it.each([
    ['uniform', 0.25],
    ['logit_normal', normalCdf(Math.log(1 / 3))],
  ] as const)('draws %s: a share of %d in the first quarter', (timeSampling, share) => {
    const drawn = trainingTimesteps({ ...settings, timeSampling }, 0, 20_000);
    const first = drawn.filter((t) => t < 250).length / drawn.length;
    expect(Math.abs(first - share)).toBeLessThan(0.014);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1000);
  });
});

describe('learning rate and averaging', () => {
  it.each(golden.learningRates)('$learningRateSchedule', ({ learningRateSchedule, values }) => {
    const settings = {
      learningRate: 0.002,
      learningRateSchedule: learningRateSchedule as LabConfig['learningRateSchedule'],
      warmupSteps: 4,
      steps: 12,
    };
    values.forEach((value, step) => expectClose(learningRateAt(settings, step), value));
  });

  it.each(golden.emaDecays)('EMA with $emaWarmup warm-up', ({ emaWarmup, steps, values }) => {
    const settings = { emaDecay: 0.999, emaWarmup: emaWarmup as LabConfig['emaWarmup'], emaPower: 0.75 };
    steps.forEach((step, i) => expectClose(emaDecayAt(settings, step), values[i]!));
  });

  it('is the plain decay without warm-up', () => {
    expect(emaDecayAt({ emaDecay: 0.995, emaWarmup: 'none', emaPower: 0.75 }, 0)).toBe(0.995);
  });
});
