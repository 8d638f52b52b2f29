// WGSL of SiLU, x·σ(x), and of its gradient.
import type { Program } from '../../gpu/runtime';
import { flat, vectorOf } from '../wgsl';

/** x → y. */
export function siluProgram(size: number): Program {
  const { type, width } = vectorOf(size);
  const { entry, ...grid } = flat(size / width);
  return {
    name: 'silu forward',
    inputs: { x: type },
    outputs: { y: type },
    ...grid,
    body: `${entry}
  let value = x[i];
  y[i] = value / (1.0 + exp(-value));
}`,
  };
}

/** x, dy → dx = dy·s·(1 + x·(1 − s)), s = σ(x). */
export function siluGradientProgram(size: number): Program {
  const { type, width } = vectorOf(size);
  const { entry, ...grid } = flat(size / width);
  return {
    name: 'silu gradient',
    inputs: { x: type, dy: type },
    outputs: { dx: type },
    ...grid,
    body: `${entry}
  let s = 1.0 / (1.0 + exp(-x[i]));
  dx[i] = dy[i] * s * (1.0 + x[i] * (1.0 - s));
}`,
  };
}
