// Muon from stock tfjs operations, with the formulas of program.ts: WebGL's path and the oracle in tests.
import {
  add,
  concat,
  div,
  matMul,
  maximum,
  mul,
  norm,
  reshape,
  slice,
  sub,
  transpose,
  type Rank,
  type Tensor,
  type Tensor2D,
  type Variable,
} from '@tensorflow/tfjs-core';
import { muon, shapeFactor, type Matrix } from './matrices';

/** Five Newton–Schulz rounds towards the nearest orthogonal matrix. */
function orthogonalised(matrix: Tensor2D): Tensor2D {
  const [rows, columns] = matrix.shape;
  const { a, b, c, rounds, epsilon } = muon;
  let x: Tensor2D = rows > columns ? transpose(matrix) : matrix;
  x = div(x, maximum(norm(x), epsilon));
  for (let round = 0; round < rounds; round++) {
    const gram: Tensor2D = matMul(x, x, false, true);
    x = add(mul(x, a), matMul(add(mul(gram, b), mul(matMul(gram, gram), c)), x));
  }
  return rows > columns ? transpose(x) : x;
}

/** Moves a parameter and its momentum. @param matrices all of the parameter's, side by side; call it in a tidy. */
export function moveByMuon(
  value: Variable,
  momentum: Variable,
  { gradient, matrices, step }: { gradient: Tensor; matrices: readonly Matrix[]; step: number },
): void {
  momentum.assign(add(momentum, mul(sub(gradient, momentum), 1 - muon.momentum)));
  const update = add(gradient, mul(sub(momentum, gradient), muon.momentum));
  const moves = matrices.map((matrix) => {
    const { column, inputs, outputs, stride } = matrix;
    const part = slice(reshape<Rank.R2>(update, [inputs, stride]), [0, column], [inputs, outputs]);
    return mul(orthogonalised(part), step * shapeFactor(matrix));
  });
  value.assign(sub(value, reshape(concat(moves, 1), value.shape)));
}
