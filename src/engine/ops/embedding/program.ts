// WGSL of choosing rows of a table, and of the table's gradient.
import type { Program } from '../../gpu/runtime';
import { flat, vectorOf } from '../wgsl';

export interface EmbeddingShape {
  readonly rows: number;
  readonly dim: number;
  readonly batch: number;
}

/** table, ids → y. */
export function embeddingProgram({ rows, dim, batch }: EmbeddingShape): Program {
  const { type, width } = vectorOf(dim);
  const across = dim / width;
  const { entry, workgroups, sizes } = flat(batch * across);
  return {
    name: 'embedding forward',
    inputs: { table: type, ids: 'i32' },
    outputs: { y: type },
    workgroups,
    sizes: { ...sizes, across, rows, batch },
    body: `${entry}
  let row = u32(clamp(ids[i / size.across], 0, i32(size.rows) - 1));
  y[i] = table[row * size.across + i % size.across];
}`,
  };
}

/** ids, dy → dtable; one invocation an entry of the table, over the batch: no atomics, the same sum every time. */
export function embeddingGradientProgram({ rows, dim, batch }: EmbeddingShape): Program {
  const { type, width } = vectorOf(dim);
  const across = dim / width;
  const { entry, workgroups, sizes } = flat(rows * across);
  return {
    name: 'embedding gradient',
    inputs: { ids: 'i32', dy: type },
    outputs: { dtable: type },
    workgroups,
    sizes: { ...sizes, across, rows, batch },
    body: `${entry}
  let row = i32(i / size.across);
  var sum = ${type}();
  for (var b = 0u; b < size.batch; b++) {
    if (clamp(ids[b], 0, i32(size.rows) - 1) == row) { sum += dy[b * size.across + i % size.across]; }
  }
  dtable[i] = sum;
}`,
  };
}
