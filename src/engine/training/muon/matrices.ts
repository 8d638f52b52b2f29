// Which parameters Muon moves, and as which matrices: every hidden kernel as out × in·k², query, key and value each by
// itself. Rows and columns may stand in any order: the nearest orthogonal matrix is turned with them.
import type { OptimizerName } from '../../../diffusion/objective/optimizers';
import { optimizers } from '../../../diffusion/objective/optimizers';
import type { ParameterSpec } from '../../models/model';

/** Keller Jordan's numbers: five rounds of aX + (bA + cA²)X with A = XXᵀ. */
export const muon = { momentum: 0.95, rounds: 5, a: 3.4445, b: -4.775, c: 2.0315, epsilon: 1e-7 } as const;

/** Larger ones would keep one workgroup busy for longer than a driver waits: Adam moves them. */
const mostSmaller = 128;

/** One matrix within a parameter that is [inputs, outputs] in the engine's layout, flattened. */
export interface Matrix {
  /** First of its columns, and how many. */
  readonly column: number;
  readonly outputs: number;
  readonly inputs: number;
  /** Floats from one input to the next. */
  readonly stride: number;
}

/** √max(1, rows/columns) of out × in·k². */
export const shapeFactor = ({ outputs, inputs }: Matrix): number => Math.sqrt(Math.max(1, outputs / inputs));

/** None for what Adam moves. */
export function matricesOf({ shape, hidden, parts }: ParameterSpec, optimizer: OptimizerName): Matrix[] {
  if (!hidden || !optimizers[optimizer].orthogonalises) return [];
  const stride = shape.at(-1) ?? 1;
  const inputs = shape.reduce((a, b) => a * b, 1) / stride;
  const count = parts?.length ?? 1;
  const outputs = stride / count;
  if (Math.min(inputs, outputs) > mostSmaller) return [];
  return Array.from({ length: count }, (_, i) => ({ column: i * outputs, outputs, inputs, stride }));
}
