// Training in the plane: the same schedules, objectives, losses and weights as of pictures, Adam, a moving average.
import { emaDecayAt } from '../objective/ema';
import { learningRateAt } from '../objective/learningRate';
import { lossOf, type LossKind } from '../objective/losses';
import { targetFactors } from '../objective/predict';
import { trainingTimesteps, type TimeSamplingSettings } from '../objective/trainingTimesteps';
import { lossWeights, type WeightSettings } from '../objective/weights';
import { makeTables, type TableSettings } from '../process/tables';
import { gaussians, streams, uniforms } from '../random';
import type { Tables } from '../types';
import { backward, countParameters, forward, initialParameters } from './mlp';
import { features, planeShape, preconditioning, type PlaneModel } from './model';
import { planePoints, type PlaneSet } from './sets';

export interface PlaneSettings extends TableSettings, WeightSettings, TimeSamplingSettings {
  readonly loss: LossKind;
}

/** Its own: what pictures are trained with is far too slow for it. */
const batch = 128;
const adam = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8 } as const;
const average = { emaDecay: 0.995, emaWarmup: 'power', emaPower: 0.75 } as const;
const rate = { learningRate: 2e-2, learningRateSchedule: 'cosine', warmupSteps: 30 } as const;

/** The slope of a loss of one difference. */
function slopeOf(kind: LossKind, difference: number): number {
  switch (kind) {
    case 'mse':
      return 2 * difference;
    case 'l1':
      return Math.sign(difference);
    case 'huber':
      return Math.max(-1, Math.min(1, difference));
  }
}

export class PlaneTrainer {
  readonly tables: Tables;
  step = 0;
  private readonly parameters: Float64Array;
  private readonly smoothed: Float64Array;
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private readonly weights: Float64Array;

  /**
   * @param steps of the whole run: the learning rate falls towards its end
   * @throws LabError `bad-setting` where the settings make no process
   */
  constructor(
    private readonly set: PlaneSet,
    private readonly settings: PlaneSettings,
    readonly steps: number,
  ) {
    this.tables = makeTables(settings);
    this.weights = lossWeights(settings, this.tables);
    const count = countParameters(planeShape);
    const draws = uniforms({ seed: settings.trainSeed, stream: streams.weights }, count);
    this.parameters = initialParameters(planeShape, draws);
    this.smoothed = Float64Array.from(this.parameters);
    this.first = new Float64Array(count);
    this.second = new Float64Array(count);
  }

  /** The averaged weights. */
  get model(): PlaneModel {
    const { predictionType } = this.settings;
    return { parameters: Float64Array.from(this.smoothed), predictionType, tables: this.tables };
  }

  /** One step. @returns its mean loss, weighted */
  train(): number {
    const { settings, tables, weights, parameters } = this;
    const { trainSeed: seed, predictionType, loss } = settings;
    const x0 = planePoints(this.set, seed, batch, this.step);
    const eps = gaussians({ seed, stream: streams.trainingNoise, step: this.step }, 2 * batch);
    const times = trainingTimesteps(settings, this.step, batch);
    const points = new Float64Array(2 * batch);
    const targets = new Float64Array(2 * batch);
    for (let i = 0; i < 2 * batch; i += 1) {
      const t = times[i >> 1]!;
      const [signal, noise] = [tables.signal[t]!, tables.noise[t]!];
      const factors = targetFactors(predictionType, signal, noise);
      points[i] = signal * x0[i]! + noise * eps[i]!;
      targets[i] = factors.x0 * x0[i]! + factors.eps * eps[i]!;
    }
    const pass = forward(planeShape, parameters, features(points, times, tables.timesteps));
    let sum = 0;
    const slope = pass.output.map((value, i) => {
      const t = times[i >> 1]!;
      const { skip, out } = preconditioning(predictionType, tables.signal[t]!, tables.noise[t]!);
      const weight = weights[t]! / (2 * batch);
      const difference = skip * points[i]! + out * value - targets[i]!;
      sum += weight * lossOf(loss, difference);
      return weight * out * slopeOf(loss, difference);
    });
    this.update(backward(planeShape, parameters, pass, slope));
    return sum;
  }

  private update(gradient: Float64Array): void {
    const { parameters, first, second, smoothed } = this;
    const learningRate = learningRateAt({ ...rate, steps: this.steps }, this.step);
    const decay = emaDecayAt(average, this.step);
    this.step += 1;
    const [scale1, scale2] = [1 - adam.beta1 ** this.step, 1 - adam.beta2 ** this.step];
    for (let i = 0; i < parameters.length; i += 1) {
      const slope = gradient[i]!;
      first[i] = adam.beta1 * first[i]! + (1 - adam.beta1) * slope;
      second[i] = adam.beta2 * second[i]! + (1 - adam.beta2) * slope * slope;
      const size = Math.sqrt(second[i]! / scale2) + adam.epsilon;
      parameters[i]! -= (learningRate * (first[i]! / scale1)) / size;
      smoothed[i] = decay * smoothed[i]! + (1 - decay) * parameters[i]!;
    }
  }
}
