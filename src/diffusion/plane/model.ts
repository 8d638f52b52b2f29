// The network of the plane: a point and its time in, what the settings predict out.
import { predictionFactors, targetFactors, type PredictionType } from '../objective/predict';
import { between } from '../process/levels';
import type { Tables } from '../types';
import { forward, type Shape } from './mlp';

/** Waves of each of x, y and t, each twice as fast as the one before: without them a small network sees no details. */
const waves = 3;

export const planeShape: Shape = { sizes: [3 * (1 + 2 * waves), 64, 64, 2] };

/** Each point and its time with their waves. @param times table indices, one for each point or one for all */
export function features(points: Float64Array, times: ArrayLike<number>, timesteps: number): Float64Array {
  const width = planeShape.sizes[0]!;
  const count = points.length / 2;
  const input = new Float64Array(count * width);
  for (let i = 0; i < count; i += 1) {
    const t = (times[times.length === 1 ? 0 : i]! + 1) / timesteps;
    let at = i * width;
    for (const value of [points[2 * i]!, points[2 * i + 1]!, t]) {
      input[at] = value;
      for (let wave = 0; wave < waves; wave += 1) {
        input[at + 1 + 2 * wave] = Math.cos(Math.PI * 2 ** wave * value);
        input[at + 2 + 2 * wave] = Math.sin(Math.PI * 2 ** wave * value);
      }
      at += 1 + 2 * waves;
    }
  }
  return input;
}

export interface PlaneModel {
  readonly parameters: Float64Array;
  readonly predictionType: PredictionType;
  readonly tables: Tables;
}

/** Mean square of a coordinate of the sets, roughly. */
const dataVariance = 0.25;

/**
 * The prediction is skip·x + out·network: what the best linear denoiser says, and beside it what that misses, which the
 * network puts out at unit size (Karras et al. 2022, section 5, for any prediction).
 */
export function preconditioning(predictionType: PredictionType, signal: number, noise: number) {
  const { x0, eps } = targetFactors(predictionType, signal, noise);
  const variance = signal ** 2 * dataVariance + noise ** 2;
  return {
    skip: (x0 * signal * dataVariance + eps * noise) / variance,
    out: (x0 * noise - eps * signal) * Math.sqrt(dataVariance / variance),
  };
}

/** What the model predicts for points at a time step, which may lie between two. [count, 2] */
export function predict(
  { parameters, tables, predictionType }: PlaneModel,
  points: Float64Array,
  t: number,
): Float64Array {
  const { skip, out } = preconditioning(predictionType, between(tables.signal, t), between(tables.noise, t));
  const { output } = forward(planeShape, parameters, features(points, [t], tables.timesteps));
  return output.map((value, i) => skip * points[i]! + out * value);
}

/** x̂₀ and the score −ε̂/noise of points at a table index. */
export function estimate(model: PlaneModel, points: Float64Array, t: number) {
  const { tables, predictionType } = model;
  const [signal, noise] = [tables.signal[t] ?? 0, tables.noise[t] ?? 1];
  const { x0, eps } = predictionFactors(predictionType, signal, noise);
  const said = predict(model, points, t);
  return {
    original: said.map((value, i) => x0.x * points[i]! + x0.prediction * value),
    score: said.map((value, i) => -(eps.x * points[i]! + eps.prediction * value) / noise),
  };
}
