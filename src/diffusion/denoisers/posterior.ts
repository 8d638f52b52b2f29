// Which pictures of a set a noised one may come from: the softmax of their log-likelihoods.
import type { Pull } from './optimal';

/** Weights below e⁻⁴⁰ of the greatest are lost in the last bit of a sum. */
const negligible = Math.exp(-40);

export interface Posterior {
  /** Pictures whose weight counts, ascending. */
  readonly indices: Uint32Array;
  /** Of each of them, adding up to 1. */
  readonly weights: Float64Array;
}

const weightOf = (square: number, least: number, noise: number): number =>
  Math.exp((-0.5 / noise ** 2) * (square - least));

/** @param squares ‖x − signal·x₀‖² of the pictures 0, 1, … @param noise above 0 */
export function posteriorOf(squares: Float32Array, noise: number): Posterior {
  const least = squares.reduce((a, b) => Math.min(a, b), Infinity);
  const all = Float64Array.from(squares, (square) => weightOf(square, least, noise));
  const indices = new Uint32Array(all.length)
    .map((_, index) => index)
    .filter((index) => all[index]! > negligible);
  const total = indices.reduce((sum, index) => sum + all[index]!, 0);
  return { indices, weights: Float64Array.from(indices, (index) => all[index]! / total) };
}

/** The pictures with the greatest weights, the strongest first. */
export function pullsOf(squares: Float32Array, noise: number, most: number): Pull[] {
  const nearest: number[] = [];
  for (let index = 0; index < squares.length; index += 1) {
    const last = nearest[most - 1];
    if (last !== undefined && squares[index]! >= squares[last]!) continue;
    const place = nearest.findIndex((other) => squares[index]! < squares[other]!);
    nearest.splice(place < 0 ? nearest.length : place, 0, index);
    nearest.length = Math.min(nearest.length, most);
  }
  const least = squares[nearest[0] ?? 0] ?? 0;
  const total = squares.reduce((sum, square) => sum + weightOf(square, least, noise), 0);
  return nearest.map((index) => ({ index, weight: weightOf(squares[index]!, least, noise) / total }));
}

/** 1/Σw²: how many pictures share the answer. */
export const sharersOf = ({ weights }: Posterior): number =>
  1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
