// WGSL of choosing rows of a table, and of the table's gradient.
import type { Program } from '../../gpu/runtime';
import { flat, vectorOf } from '../vector';

export interface EmbeddingShape {
  readonly rows: number;
  readonly dim: number;
  readonly batch: number;
}

/** table, ids → y. */
export function embeddingProgram({ rows, dim, batch }: EmbeddingShape): Program {
  const { type, width } = vectorOf(dim);
  const across = dim / width;
  const { entry, workgroups } = flat(batch * across);
  return {
    name: 'embedding forward',
    inputs: { table: type, ids: 'i32' },
    outputs: { y: type },
    workgroups,
    body: `${entry}
  let row = u32(clamp(ids[i / ${across}u], 0, ${rows - 1}));
  y[i] = table[row * ${across}u + i % ${across}u];
}`,
  };
}

/** ids, dy → dtable; one invocation an entry of the table, over the batch: no atomics, the same sum every time. */
export function embeddingGradientProgram({ rows, dim, batch }: EmbeddingShape): Program {
  const { type, width } = vectorOf(dim);
  const across = dim / width;
  const { entry, workgroups } = flat(rows * across);
  return {
    name: 'embedding gradient',
    inputs: { ids: 'i32', dy: type },
    outputs: { dtable: type },
    workgroups,
    body: `${entry}
  let row = i32(i / ${across}u);
  var sum = ${type}();
  for (var b = 0u; b < ${batch}u; b++) {
    if (clamp(ids[b], 0, ${rows - 1}) == row) { sum += dy[b * ${across}u + i % ${across}u]; }
  }
  dtable[i] = sum;
}`,
  };
}
