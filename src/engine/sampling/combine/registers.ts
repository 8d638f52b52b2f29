// Where the sampler's registers lie in their one buffer. Only those that a sampler uses have a row.
import type { Register, SamplerStage } from '../../../diffusion/types';
import type { CombinerOptions } from './combiner';

/** Registers that outlive a stage; noise is drawn where it is used. */
export type Row = Exclude<Register, 'noise'>;

export interface RegisterLayout {
  /** First float of each row; rows begin at multiples of 64 floats, the alignment of bindings. */
  readonly offsets: ReadonlyMap<Row, number>;
  readonly floats: number;
  /** Elements of a row. */
  readonly size: number;
  /** Some steps take several stages: what the first of them found is kept in the rows `…Start`. */
  readonly multistage: boolean;
}

/** A row takes its contents from another one at the end of a step. */
export const history = [
  ['epsPrevious3', 'epsPrevious2'],
  ['epsPrevious2', 'epsPrevious'],
  ['epsPrevious', 'epsStart'],
  ['x0Previous2', 'x0Previous'],
  ['x0Previous', 'x0Start'],
] as const satisfies readonly (readonly [Row, Row])[];

function rowsOf(stages: readonly SamplerStage[], multistage: boolean): Set<Row> {
  const rows = new Set<Row>(['x', 'x0', 'eps']);
  for (const { next } of stages)
    for (const [row] of Object.entries(next) as [Register, number][]) if (row !== 'noise') rows.add(row);
  for (const [row, source] of history) if (rows.has(row)) rows.add(source);
  // With one stage a step, the step's start is the stage itself.
  if (!multistage) for (const row of ['xStart', 'x0Start', 'epsStart'] as const) rows.delete(row);
  return rows;
}

/** The row of x comes first, twice in a row when guided: both copies are the model's input. */
export function layRegisters({ shape, stages, guided }: CombinerOptions): RegisterLayout {
  const size = shape.reduce((product, side) => product * side, 1);
  const multistage = stages.some(({ endsStep }) => !endsStep);
  const offsets = new Map<Row, number>();
  let floats = 0;
  for (const row of rowsOf(stages, multistage)) {
    offsets.set(row, floats);
    floats += 64 * Math.ceil((row === 'x' && guided ? 2 * size : size) / 64);
  }
  return { offsets, floats, size, multistage };
}
